// Brings the card it stands in into view when the card begins to show another figure, and while its parts arrive one by one.
const ARRIVAL_MS = 1500;

export default function ({ parentElement, data }) {
  const card = (parentElement.host ?? parentElement).closest('[class*="-evidence-card"]');
  if (!card || card.dataset.shown === data.title) return;
  card.dataset.shown = data.title;
  const growing = new ResizeObserver(() => card.scrollIntoView({ block: "nearest" }));
  const leave = () => growing.disconnect();
  growing.observe(card);
  setTimeout(leave, ARRIVAL_MS);
  for (const moved of ["wheel", "touchmove", "keydown"]) document.addEventListener(moved, leave, { once: true });
}
