// Tells the page, without showing anything, when the colour scheme or the phone width changes.
export default function ({ setTriggerValue, setStateValue, data }) {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const phone = window.matchMedia("(max-width: 640px)");
  const tellScheme = () => setTriggerValue("scheme", dark.matches ? "dark" : "light");
  const tellWidth = () => setStateValue("width", phone.matches ? "narrow" : "wide");
  dark.addEventListener("change", tellScheme);
  phone.addEventListener("change", tellWidth);
  tellWidth();
  return () => {
    dark.removeEventListener("change", tellScheme);
    phone.removeEventListener("change", tellWidth);
  };
}
