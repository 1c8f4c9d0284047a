// Two texts side by side. The word under the cursor and what it is linked to are lit on both sides; a click keeps
// them lit and tells Python what was clicked; arrows move from pair to pair.
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

  // The runs that meet spans of a side of a row.
  const runs = (row, side, spans) => [...box.querySelectorAll(
    `[data-row="${CSS.escape(row)}"][data-side="${side}"] [data-s], [data-row="${CSS.escape(row)}"] [data-side="${side}"] [data-s]`,
  )].filter((run) => spans.some(([start, end]) => run.dataset.s < end && start < run.dataset.e));

  // A run with everything it is linked to, on both sides: a link is [source start, end, target start, end].
  const linked = (run) => {
    const row = run.closest("[data-row]").dataset.row, side = run.closest("[data-side]").dataset.side;
    const [mine, other] = side === "source" ? [0, 2] : [2, 0];
    const met = (data.links[row] ?? []).filter((k) => k[mine] < run.dataset.e && run.dataset.s < k[mine + 1]);
    const there = runs(row, side === "source" ? "target" : "source", met.map((k) => [k[other], k[other + 1]]));
    return [run, ...there];
  };

  const light = (name, lit) => {
    for (const run of box.querySelectorAll(`.${name}`)) run.classList.remove(name);
    for (const run of lit) run.classList.add(name);
  };

  box.onmouseover = (event) => {
    const run = event.target.closest("[data-s]");
    light("met", run ? linked(run) : []);
  };
  box.onmouseleave = () => light("met", []);

  box.onclick = (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    mark(row.dataset.row, true);
    const run = event.target.closest("[data-s]");
    light("chosen", run ? linked(run) : []);
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
