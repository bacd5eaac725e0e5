// Brings the card it stands in into view when the card begins to show another figure.
export default function ({ parentElement, data }) {
  const card = (parentElement.host ?? parentElement).closest('[class*="-evidence-card"]');
  if (!card || card.dataset.shown === data.title) return;
  card.dataset.shown = data.title;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  card.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}
