// At a new item the cursor stands in its field; where there is none, keys are free to choose.
export default function ({ parentElement, data }) {
  const box = parentElement.querySelector("i");
  if (box.dataset.at === data.at) return;
  box.dataset.at = data.at;
  setTimeout(() => {
    const field = data.field && document.querySelector(`.st-key-${CSS.escape(data.field)} :is(input, textarea)`);
    if (field) field.focus();
    else document.activeElement?.blur();
  }, 120);
}
