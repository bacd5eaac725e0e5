"""Peer Workforce Atlas: theme, first-run build and menu. Run it with ``streamlit run dashboard.py``.

Streamlit imports this file once for ``app``, the server, and runs it again as a script whenever a page is drawn.
"""

import streamlit as st
from starlette.middleware import Middleware

from views import faults
from views.headers import Headers

app = st.App("dashboard.py", middleware=[Middleware(Headers)], on_script_error=faults.tell)

if __name__ == "__main__":
    from views import first_run, link, search_box, shell

    st.set_page_config(page_title="Peer Workforce Atlas", page_icon="docs/icon.svg", layout="wide")
    # The menu comes first: a rerun before it is there would lose the page that the address asked for.
    page = st.navigation(
        [
            st.Page("views/home.py", title="Home", default=True),
            st.Page("views/pay.py", title="Pay", url_path="pay"),
            st.Page("views/compare.py", title="Compare", url_path="compare"),
            st.Page("views/demand.py", title="Demand", url_path="demand"),
            st.Page("views/part_time.py", title="Part-time", url_path="part-time"),
            st.Page("views/growth.py", title="Growth", url_path="growth"),
            st.Page("views/sizing.py", title="Sizing", url_path="sizing"),
            st.Page("views/becoming.py", title="Becoming a peer", url_path="becoming-a-peer"),
            st.Page("views/evidence.py", title="Evidence", url_path="evidence"),
            st.Page("views/method.py", title="Method", url_path="method"),
        ],
        position="top",
    )
    shell.style()
    first_run.ensure_warehouse()
    search_box.show(page.url_path)
    with link.answered(page.url_path):
        page.run()
