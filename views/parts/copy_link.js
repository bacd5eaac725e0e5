// Copies the address of the page, with every control's setting, and says so.
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  button.onclick = async () => {
    const copied = await copy(window.location.href);
    button.textContent = copied ? "Link copied" : "Copy the address above";
    setTimeout(() => (button.textContent = "Copy link"), 2000);
  };
}

// Outside https and localhost there is no clipboard interface; a selected field still copies.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
