"""One module per source; the name of the module is the id of the source.

A source module holds, in this order: ``PROVENANCE`` (who published it, under which licence, how it reached us), ``TABLES`` (the
tidy tables that it keeps under ``data/raw/<source_id>/``, and where their rows land) and ``extract(directory)`` (the publisher's
files -> those tables). ``pipeline/source.py`` says what each of them is; every module of this folder is read.
"""
