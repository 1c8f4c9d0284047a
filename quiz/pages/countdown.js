// The seconds left for a passage, then how far over it is; nothing happens when they are gone.
export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".countdown");
  if (box.dataset.key === data.key) return;
  box.dataset.key = data.key;
  const ends = Date.now() + data.left * 1000;
  clearInterval(box.timer);
  const show = () => {
    const left = Math.round((ends - Date.now()) / 1000);
    box.textContent = left >= 0 ? `还有 ${left} 秒` : `超过 ${-left} 秒`;
    box.classList.toggle("over", left < 0);
  };
  box.timer = setInterval(show, 1000);
  show();
}
