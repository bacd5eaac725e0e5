"""What every answer of the server tells the browser to refuse: whatever is not from this server.

A Content-Security-Policy is the second lock behind escaping: should hostile text ever become markup, it could still load,
send and frame nothing. It is made for the pages that Streamlit ships, whose one inline script is allowed by its hash.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def policy() -> str:
    """The Content-Security-Policy of every page."""
    scripts = [
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in INLINE_SCRIPT.findall(INDEX.read_text(encoding="utf-8"))
    ]
    rules = {
        "default-src": ["'none'"],
        # blob: our own components; wasm: whole numbers of Streamlit's messages. Neither lets text become a script.
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'", *scripts],
        "style-src": ["'self'", "'unsafe-inline'"],  # every framework here writes styles into the page
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'", "data:"],  # the tables' own icons
        "connect-src": ["'self'", "data:"],  # the empty base map that keeps plotly from fetching one
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


class Headers:
    """ASGI middleware that adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the server's app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; websockets have no such headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(
                    {
                        "Content-Security-Policy": policy(),
                        "X-Content-Type-Options": "nosniff",
                        "X-Frame-Options": "DENY",
                        "Referrer-Policy": "no-referrer",
                        "Cross-Origin-Opener-Policy": "same-origin",
                    }
                )
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
