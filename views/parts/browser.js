// Tells the page, without showing anything, when the colour scheme or the phone width changes; and lets Escape close the meaning
// of a word, until another word is pointed at.
export default function ({ setTriggerValue, setStateValue, data }) {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const phone = window.matchMedia("(max-width: 640px)");
  const tellScheme = () => setTriggerValue("scheme", dark.matches ? "dark" : "light");
  const tellWidth = () => setStateValue("width", phone.matches ? "narrow" : "wide");
  dark.addEventListener("change", tellScheme);
  phone.addEventListener("change", tellWidth);
  const root = document.documentElement;
  const hush = (event) => event.key === "Escape" && root.setAttribute("data-hushed", "");
  const speak = () => root.removeAttribute("data-hushed");
  document.addEventListener("keydown", hush);
  document.addEventListener("mouseover", speak);
  document.addEventListener("focusin", speak);
  tellWidth();
  return () => {
    document.removeEventListener("keydown", hush);
    document.removeEventListener("mouseover", speak);
    document.removeEventListener("focusin", speak);
    dark.removeEventListener("change", tellScheme);
    phone.removeEventListener("change", tellWidth);
  };
}
