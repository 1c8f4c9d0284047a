// Two texts side by side. A click on a word tells Python what was clicked; arrows move from pair to pair.
export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".bitext-root");
  if (box.dataset.version !== data.version) {
    box.innerHTML = data.html;
    box.dataset.version = data.version;
  }

  const mark = (row, scroll) => {
    for (const el of box.querySelectorAll("[data-row]")) el.classList.toggle("now", el.dataset.row === row);
    if (!scroll) return;
    for (const el of box.querySelectorAll(`[data-row="${CSS.escape(row)}"]`))
      el.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  box.onclick = (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    mark(row.dataset.row, true);
    const run = event.target.closest("[data-s]");
    if (!run) return;
    setTriggerValue("clicked", {
      row: Number(row.dataset.row),
      side: event.target.closest("[data-side]").dataset.side,
      start: Number(run.dataset.s),
      end: Number(run.dataset.e),
    });
  };

  box.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const rows = [...box.querySelectorAll(".pair[data-row]")];
    const at = rows.indexOf(document.activeElement.closest(".pair[data-row]"));
    if (!step || at < 0 || !rows[at + step]) return;
    event.preventDefault();
    rows[at + step].focus();
    mark(rows[at + step].dataset.row, true);
  };

  if (data.row !== null) mark(String(data.row), data.scroll);
}
