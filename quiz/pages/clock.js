// The time left of an exam, counted here so that the server need not be asked; says once when it is over.
export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".clock");
  const ends = Date.now() + data.left * 1000;
  clearInterval(box.timer);
  const show = () => {
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    box.textContent = `还有 ${Math.floor(left / 60)} 分 ${String(left % 60).padStart(2, "0")} 秒`;
    box.style.color = left < 300 ? "var(--seal)" : "";
    if (left === 0) {
      clearInterval(box.timer);
      setTriggerValue("over", true);
    }
  };
  box.timer = setInterval(show, 1000);
  show();
  return () => clearInterval(box.timer);
}
