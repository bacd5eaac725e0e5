"""Reads the warehouse and answers questions; shared by the dashboard, the notebooks and the command line.

``reader.py`` opens the file and notices when it was replaced, ``queries.py`` holds every SQL statement a reader runs, ``charts/``
turns their tables into figures with the sentence that says what is drawn, ``words.py`` says numbers and dates as people do.
"""
