// The images that excite a channel most: a button, a bar while Python searches, and a card for each.

import { button, bytesOf, chooser, heading, make, note, shown, status } from "../frame/parts.js";
import { paintPicture } from "../frame/paint.js";

const TALLEST = 64; // px of the part that is seen

/**
 * The section. `act.search()`, `act.by(value)` and `act.look(number)` are called by its controls.
 * Gives { node, show({ best, progress, channel, by, unit, total, most, image }), mark(image) }.
 */
export function bestOf(say, texts, act) {
  const [head, about] = [heading(), note()];
  const by = chooser((value) => act.by(value));
  const find = button(() => act.search());
  const bar = make("progress", { max: 1 });
  const said = status();
  const cards = chooser((number) => act.look(Number(number)), { kind: "best" });
  const byName = make("span", { class: "name" });
  const ways = make("div", { class: "petals-row" }, byName, by.node);
  const node = make("div", { class: "search" }, head, about, ways, make("div", { class: "petals-row" }, find, bar, said), cards.node);

  const nameOf = (item) => item.name || (item.class === null ? "" : say("class", { number: item.class }));
  const shows = (item, labelled) => (labelled || item.class === null ? nameOf(item) : say("best_guess", { name: nameOf(item) }));

  function card(item, labelled) {
    const whole = make("canvas", { "aria-hidden": "true" });
    paintPicture(whole, { ...item.picture, values: bytesOf(item.picture.pixels) });
    const frame = make("span", { class: "whole" }, whole);
    const pictures = [frame];
    if (item.box) {
      const percent = (share) => `${share * 100}%`;
      const box = make("i", { class: "box" });
      Object.assign(box.style, { top: percent(item.box.top), left: percent(item.box.left), height: percent(item.box.height), width: percent(item.box.width) });
      frame.append(box);
      const part = make("canvas", { class: "part", "aria-hidden": "true" });
      paintPicture(part, { ...item.part, values: bytesOf(item.part.pixels) });
      part.style.width = `min(100%, ${(TALLEST * item.part.width) / item.part.height}px)`;
      pictures.push(part);
    }
    return [item.number, make("span", { class: "pictures" }, ...pictures),
      make("span", { class: "said" }, make("b", {}, shown(item.value)), make("span", {}, shows(item, labelled)))];
  }

  function show({ best, progress, channel, by: chosen, unit, total, most, image }) {
    const known = best.items !== undefined;
    head.textContent = say("best", { channel });
    byName.textContent = texts().best_by;
    by.show({ name: texts().best_by, options: [["channel", texts().best_by_channel], ["unit", texts().best_by_unit]], value: chosen });
    ways.hidden = !unit.length;
    about.textContent = !known ? say("best_new", { most, total })
      : best.silent ? say("best_silent", { value: shown(best.items[0].value), searched: best.searched })
        : say("best_known", { searched: best.searched, total: best.total });
    find.textContent = texts().best_find;
    find.hidden = known;
    find.disabled = progress >= 0;
    bar.hidden = progress < 0;
    bar.value = Math.max(0, progress);
    bar.setAttribute("aria-label", texts().waiting);
    said.textContent = progress < 0 ? "" : say("best_progress", { percent: Math.round(progress * 100) });
    const items = known && !best.silent ? best.items : [];
    cards.node.hidden = !items.length;
    cards.show({ name: head.textContent, options: items.map((item) => card(item, best.labelled)), value: image,
      label: (number) => {
        const item = items.find((one) => String(one.number) === String(number));
        return `${say("best_card", { number, value: shown(item.value) })} ${shows(item, best.labelled)}`.trim();
      } });
  }

  return { node, show, mark: cards.mark };
}
