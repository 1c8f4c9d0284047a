// A checked draft. Spans of findings are marked on both sides and lit for the finding under the cursor; a click on a
// finding, a marked run or a sentence tells Python, arrows go from sentence to sentence, and what is selected in the
// draft is offered as a rendering. What helps with the sentence under the cursor is put into its margin.
export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const box = parentElement.querySelector(".draft-root");
  const row = (n) => box.querySelector(`.pair[data-row="${n}"]`);
  const fresh = box.dataset.version !== data.version;
  if (fresh) {
    box.innerHTML = data.html;
    box.dataset.version = data.version;
  }

  for (const el of box.querySelectorAll(".now, .lit")) el.classList.remove("now", "lit");
  for (const el of box.querySelectorAll(".help")) el.remove();
  for (const [finding, n, side, start, end, harm, done] of data.marks)
    for (const run of row(n).querySelectorAll(`[data-side="${side}"] [data-s]`)) {
      if (run.dataset.s >= end || start >= run.dataset.e || !run.classList.contains("term")) continue;
      run.classList.add(harm);
      run.classList.toggle("done", done);
      run.dataset.f = finding;
      if (finding === data.at) run.classList.add("lit");
    }

  const here = row(data.row);
  here?.classList.add("now");
  const card = data.at === null ? null : box.querySelector(`.finding[data-f="${data.at}"]`);
  card?.classList.add("now");
  if (here && data.help) {
    const help = document.createElement("div");
    help.className = "help";
    help.innerHTML = data.help;
    here.append(help);
  }

  const asked = `${data.at}/${data.row}`;
  if (here && (fresh || box.dataset.asked !== asked)) {
    const show = () => {
      const frame = box.getBoundingClientRect(), now = here.getBoundingClientRect();
      const top = here.getBoundingClientRect().top;
      if (top < frame.top || now.bottom > frame.bottom || fresh) box.scrollTop += top - frame.top - 1;
    };
    show();
    if (fresh) requestAnimationFrame(() => document.fonts.ready.then(show)); // a font that comes late moves every line
  }
  box.dataset.asked = asked;

  if (data.asking && box.dataset.asking !== data.asking) {
    const focus = (left) => {
      const field = document.querySelector(`[class*="st-key-draft-${data.field}"] :is(input, textarea)`);
      if (field) field.focus();
      else if (left) setTimeout(focus, 50, left - 1);
    };
    if (data.field) focus(40);
  }
  box.dataset.asking = data.asking ?? "";

  box.onclick = (event) => {
    const found = event.target.closest("[data-f]"), pair = event.target.closest(".pair");
    if (String(getSelection()).trim()) return;
    if (found) setTriggerValue("picked", { finding: Number(found.dataset.f) });
    else if (pair) setTriggerValue("picked", { row: Number(pair.dataset.row) });
  };
  box.onmouseup = box.onkeyup = () => {
    const chosen = getSelection(), at = chosen.anchorNode?.parentElement?.closest('[data-side="draft"]');
    const text = at && box.contains(at) ? String(chosen).trim() : "";
    if (text) setStateValue("selected", text);
  };

  const typing = (el) => el.matches?.("input, textarea, select, [contenteditable], [role='combobox'], [role='option']");
  const keydown = (event) => {
    if (event.key === "Escape" && data.asking) return setTriggerValue("picked", { back: true });
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    event.preventDefault();
    const next = data.row + step;
    if (next >= 0 && next < data.rows) setTriggerValue("picked", { row: next });
  };
  document.addEventListener("keydown", keydown);
  return () => document.removeEventListener("keydown", keydown);
}
