// Fields to write an answer into, one a blank: the cursor stands in the first, Enter goes on and at last submits,
// Escape gives up. Enter that ends a composition of an input method is none. What was sent is not sent again.
export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".write-root");
  if (box.dataset.key === data.key) return;
  box.dataset.key = data.key;
  box.dataset.sent = "";
  box.innerHTML = `<div class="fields${data.vertical ? " vertical-fields" : ""}"></div>
    <div class="doing"><button class="submit" type="button">提交<kbd>Enter</kbd></button>
    <button class="pass" type="button">不会<kbd>Esc</kbd></button></div>`;
  const list = box.querySelector(".fields");
  for (let n = 1; n <= data.count; n++) {
    const label = document.createElement("label");
    if (data.count > 1) label.innerHTML = `<span class="n">${n}</span>`;
    const field = document.createElement("textarea");
    Object.assign(field, { lang: data.lang, dir: data.dir, spellcheck: false, rows: data.rows, autocomplete: "off" });
    field.dataset.mode = data.vertical ? "vertical-lr" : "horizontal-tb";
    field.className = "text";
    field.setAttribute("aria-label", data.count > 1 ? `第 ${n} 空` : "作答");
    label.append(field);
    list.append(label);
  }
  const fields = [...box.querySelectorAll("textarea")];
  const send = (text) => {
    if (box.dataset.sent) return;
    box.dataset.sent = "yes";
    setTriggerValue("answer", { key: data.key, text });
  };
  const submit = () => send(fields.map((f) => f.value.replace(/\s*\n\s*/g, " ")).join("\n"));
  const grow = (field) => {
    if (data.vertical) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  };
  box.oninput = (event) => grow(event.target);
  box.onkeydown = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") { event.preventDefault(); return send(""); }
    if (event.key !== "Enter" || event.shiftKey || event.repeat || !event.target.matches("textarea")) return;
    event.preventDefault();
    const next = fields.slice(fields.indexOf(event.target) + 1).find((f) => !f.value.trim());
    if (next && !event.ctrlKey) next.focus();
    else submit();
  };
  box.querySelector(".submit").onclick = submit;
  box.querySelector(".pass").onclick = () => send("");
  requestAnimationFrame(() => {
    fields[0].focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  });
}
