// Runs in every page before the page's own scripts. It knows what is still going on there, and what moved last, and when:
// watched.still() waits until nothing does, watched.moves counts.
(() => {
  const STALE_OR_COMING = '[data-stale="true"], [data-testid="stSkeleton"]';
  const UNDRAWN = '[data-testid="stPlotlyChart"]:not(:has(svg.main-svg)), [data-testid="stDataFrame"]:not(:has(canvas))';
  const watched = (window.watched = { moves: 0 });
  const coming = new Set();
  let moved = document, movedAt = 0, asked = false;

  const name = (node) => {
    const element = node instanceof Element ? node : node?.parentElement ?? document.documentElement;
    const key = element.closest('[class*="st-key-"]')?.className.match(/st-key-\S+/)?.[0];
    const part = element.closest("[data-testid]")?.dataset.testid;
    const words = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60);
    return [element.tagName?.toLowerCase(), key, part, words && `“${words}”`].filter(Boolean).join(" ");
  };
  const note = (what) => {
    watched.moves += 1;
    [moved, movedAt] = [what, performance.now()];
  };
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver((found) => note(found[found.length - 1].target)).observe(document, all);
  for (const kind of ["scroll", "resize"]) addEventListener(kind, (event) => note(event.target), true);

  // Streamlit's messages: the reader's end in a run of the script (BackMsg.rerun_script), which ends in ForwardMsg.script_finished,
  // unless it ends early because another run is wanted.
  const RERUN = 11, FINISHED = 6, EARLY = 2;
  const fields = (bytes) => {
    const found = {};
    let at = 0;
    const number = () => {
      let value = 0, power = 1, byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * power;
        power *= 128;
      } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = number(), value = number();
      found[Math.floor(tag / 8)] = value;
      if (tag % 8 === 2) at += value;
    }
    return found;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const end = data instanceof ArrayBuffer ? fields(new Uint8Array(data))[FINISHED] : undefined;
        if (end !== undefined && end !== EARLY) asked = false;
      });
    }
    send(data) {
      if (data instanceof Uint8Array && RERUN in fields(data)) asked = true;
      super.send(data);
    }
  };

  // Our own components are modules that Streamlit makes out of text; they run once they are imported.
  const plain = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    const url = plain.call(URL, blob);
    if (blob.type === "text/javascript") {
      coming.add(url);
      import(url).catch(() => null).finally(() => setTimeout(() => coming.delete(url)));
    }
    return url;
  };

  // What is still going on, in words; empty when nothing is.
  const going = (titled) => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app) return "the page has not been drawn";
    const { testScriptState: script, testConnectionState: connection } = app.dataset;
    if (connection !== "CONNECTED") return `the connection is ${connection}`;
    if (asked) return "the server has not answered the last request";
    if (script !== "notRunning") return `the script is ${script}`;
    if (coming.size) return `${coming.size} of our components have not been read`;
    if (titled && !document.querySelector("h1")) return "the title is missing";
    const stale = document.querySelector(STALE_OR_COMING);
    if (stale) return `stale or still to come: ${name(stale)}`;
    const undrawn = document.querySelector(UNDRAWN);
    if (undrawn) return `not drawn: ${name(undrawn)}`;
    if (document.fonts.status !== "loaded") return "fonts are being read";
    const animation = document.getAnimations().find((one) => one.playState === "running");
    if (animation) {
      const what = animation.transitionProperty ?? animation.animationName ?? "an animation";
      return `${what} is changing: ${name(animation.effect?.target)}`;
    }
    const faded = [...document.querySelectorAll('[data-testid="stElementContainer"]')].find(
      (one) => getComputedStyle(one).opacity < 1,
    );
    return faded ? `half faded: ${name(faded)}` : "";
  };
  watched.going = () => going(true);
  watched.last = () => `moved last, ${Math.round(performance.now() - movedAt)} ms ago: ${name(moved)}`;

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const idle = () => new Promise((done) => requestIdleCallback(done));
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  // Wait until nothing has gone on or moved for stillMs; null then, or what it was when the time ran out.
  watched.still = async ({ patienceMs, stillMs, titled }) => {
    const start = performance.now();
    let since = start;
    for (;;) {
      // What the last deed set off has begun after two frames: media queries answer, effects run.
      await frame();
      await frame();
      await idle();
      const why = going(titled), now = performance.now();
      since = why ? now : Math.max(since, movedAt);
      if (now - since >= stillMs) return null;
      if (now - start > patienceMs) return why || watched.last();
      await pause(why ? 50 : Math.max(since + stillMs - now, 1));
    }
  };
})();
