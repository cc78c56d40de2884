// Moving and enlarging is a matter of the view box alone: the drawing stays as it is.
const svg = document.querySelector("main > svg");
const all = svg.viewBox.baseVal;
const whole = [all.x, all.y, all.width, all.height];
let view = [...whole];
const show = () => svg.setAttribute("viewBox", view.join(" "));

const zoom = (factor, x, y) => {
  const width = Math.min(Math.max(view[2] * factor, whole[2] / 40), whole[2] * 2);
  const kept = width / view[2];
  view = [x - (x - view[0]) * kept, y - (y - view[1]) * kept, width, view[3] * kept];
  show();
};

const place = (event) => {
  const point = new DOMPoint(event.clientX, event.clientY);
  const at = point.matrixTransform(svg.getScreenCTM().inverse());
  return [at.x, at.y];
};

svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, ...place(event));
}, { passive: false });

let held = null;
svg.addEventListener("pointerdown", (event) => { held = place(event); });
addEventListener("pointerup", () => { held = null; });
svg.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [x, y] = place(event);
  view = [view[0] - (x - held[0]), view[1] - (y - held[1]), view[2], view[3]];
  show();
});

addEventListener("keydown", (event) => {
  const middle = [view[0] + view[2] / 2, view[1] + view[3] / 2];
  if (event.key === "+") zoom(1 / 1.25, ...middle);
  if (event.key === "-") zoom(1.25, ...middle);
  if (event.key === "0") { view = [...whole]; show(); }
});

// Whoever is pointed at keeps its lines and neighbours; everything else steps back.
const parts = [...svg.querySelectorAll(".node, .edge")];
const ends = (part) => (part.getAttribute("class").match(/(?:from|to)-(n\d+)/g) || [])
  .map((word) => word.slice(word.indexOf("-") + 1));
for (const node of svg.querySelectorAll(".node[id^=n]")) {
  node.addEventListener("pointerenter", () => {
    const near = parts.filter((part) => ends(part).includes(node.id));
    const kept = new Set([node.id, ...near.flatMap(ends)]);
    for (const part of parts) {
      part.classList.toggle("quiet", !near.includes(part) && !kept.has(part.id));
    }
  });
  node.addEventListener("pointerleave", () => parts.forEach((one) => one.classList.remove("quiet")));
}
