"""Peer Workforce Atlas: theme, first-run build and menu. Run it with ``streamlit run dashboard.py``.

Streamlit imports this file once for ``app``, the server, and runs it again as a script whenever a page is drawn.
"""

import streamlit as st
from starlette.middleware import Middleware

from views.server import faults
from views.server.headers import Headers

app = st.App("dashboard.py", middleware=[Middleware(Headers)], on_script_error=faults.tell)

if __name__ == "__main__":
    from insights.pages import pages
    from views.parts import search_box, shell
    from views.server import first_run, link

    st.set_page_config(page_title="Peer Workforce Atlas", page_icon="docs/icon.svg", layout="wide")
    # The menu comes first: a rerun before it is there would lose the page that the address asked for.
    menu = [
        st.Page(shell.file_of(path), title=page.title, url_path=path or None, default=not path) for path, page in pages().items()
    ]
    chosen = st.navigation(menu, position="top")
    shell.begin(chosen.url_path)
    first_run.ensure_warehouse()
    search_box.show()
    with link.answered():
        chosen.run()
