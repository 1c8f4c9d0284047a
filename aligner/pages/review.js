// Beads in context. Arrows move a cursor from sentence to sentence, the space bar or a click picks; a click on a
// number goes to that bead. Python hears which sentences are picked and which bead is asked for.
export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const box = parentElement.querySelector(".beads-root");
  if (box.dataset.version !== data.version) {
    box.innerHTML = data.html;
    box.dataset.version = data.version;
    const centre = () => {
      for (const list of box.querySelectorAll(".side, .vertical, .beads:not(.columns)")) {
        const now = list.querySelector(".now").getBoundingClientRect(), frame = list.getBoundingClientRect();
        list.scrollTop += now.top - frame.top - Math.max(0, (frame.height - now.height) / 2);
        list.scrollLeft += now.left - frame.left - Math.max(0, (frame.width - now.width) / 2);
      }
    };
    centre();
    requestAnimationFrame(() => document.fonts.ready.then(centre)); // a font that comes late moves every line
  }

  const pieces = () => [...box.querySelectorAll(".piece")];
  const side = (piece) => piece.closest("[data-side]").dataset.side;
  const tell = () => {
    const picked = { source: [], target: [] };
    for (const piece of box.querySelectorAll(".piece.picked")) picked[side(piece)].push(Number(piece.dataset.n));
    setStateValue("picked", picked);
  };
  const toggle = (piece) => { piece.classList.toggle("picked"); tell(); };
  const move = (piece) => {
    for (const el of box.querySelectorAll(".cursor")) el.classList.remove("cursor");
    piece.classList.add("cursor");
    piece.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  box.onclick = (event) => {
    const number = event.target.closest(".n[data-bead]");
    if (number) return setTriggerValue("focused", Number(number.dataset.bead));
    const piece = event.target.closest(".piece");
    if (piece) { move(piece); toggle(piece); }
  };

  const typing = (el) => el.matches?.("input, textarea, select, [contenteditable], [role='combobox'], [role='option']");
  const keydown = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const key = event.key, at = box.querySelector(".cursor"), all = pieces();
    if (!key.startsWith("Arrow") && key !== " ") return;
    if (key === " " && !at) return;
    event.preventDefault();
    if (key === " ") return toggle(at);
    if (!at) return move(box.querySelector(".now .piece, .now.piece") ?? all[0]);
    const mine = all.filter((p) => side(p) === side(at)), other = all.filter((p) => side(p) !== side(at));
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) return move(mine[mine.indexOf(at) + step] ?? at);
    const here = at.closest("[data-row]").dataset.row;
    const across = other.find((p) => p.closest("[data-row]").dataset.row === here) ?? other[0];
    if (across) move(across);
  };
  document.addEventListener("keydown", keydown);
  return () => document.removeEventListener("keydown", keydown);
}
