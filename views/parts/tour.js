// Walks through the steps of the tour in the browser alone. That it was closed is kept in the browser's own memory.
const MEMORY = "atlas-tour", CLOSED = "closed", POINTED_MS = 3000;

export default function ({ parentElement, data }) {
  const find = (selector) => parentElement.querySelector(selector);
  const section = find("section"), again = find(".again"), title = find("h2");
  const steps = data.steps;

  const draw = (step) => {
    section.dataset.step = step;
    find(".count").textContent = `A short tour: ${step + 1} of ${steps.length}`;
    title.textContent = steps[step].title;
    find(".words").textContent = steps[step].words;
    find(".next").textContent = step + 1 < steps.length ? "Next" : "Done";
    find(".back").hidden = step === 0;
  };
  const open = () => {
    draw(0);
    section.hidden = false;
    again.hidden = true;
  };
  const close = () => {
    remember(CLOSED);
    section.hidden = true;
    again.hidden = false;
    again.focus();
  };
  const at = () => Number(section.dataset.step);

  find(".next").onclick = () => (at() + 1 < steps.length ? draw(at() + 1) : close());
  find(".back").onclick = () => {
    draw(at() - 1);
    if (at() === 0) find(".next").focus();
  };
  find(".point").onclick = () => point(steps[at()].shows);
  find(".close").onclick = close;
  section.onkeydown = (event) => {
    if (event.key === "Escape") close();
  };
  again.onclick = () => {
    open();
    title.focus();
  };

  if (section.dataset.step === undefined) {
    if (data.asked || recall() !== CLOSED) open();
    if (data.asked) title.focus();
  }
}

// Brings a part of the page into view and outlines it for a moment.
function point(key) {
  const part = document.querySelector(`.st-key-${key}`);
  if (!part) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  part.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "center" });
  part.style.outline = "2px solid var(--accent)";
  setTimeout(() => (part.style.outline = ""), POINTED_MS);
}

// A browser may refuse its memory; the tour then opens at each visit.
function recall() {
  try {
    return localStorage.getItem(MEMORY);
  } catch {
    return null;
  }
}

function remember(state) {
  try {
    localStorage.setItem(MEMORY, state);
  } catch {
    return;
  }
}
