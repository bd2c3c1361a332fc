// The chain: a card for the original and one for each step, with what it made of the chosen version.

import { bytesOf, make, slider, toggle } from "../frame/parts.js";
import { paintPicture } from "../frame/paint.js";
import { flips, reading, written } from "./readings.js";

export const paintView = (canvas, view) => paintPicture(canvas, { ...view, values: bytesOf(view.pixels) });

/**
 * The cards. `say` writes texts, `act.strength(name, value)` and `act.active(name, on)` are called by their controls.
 * Gives { node, build(steps), show({ steps, original, path, active, strengths, clipped, notes, side, verdict }) }.
 */
export function chainOf(say, act) {
  const node = make("ol", { class: "chain" });
  const first = { canvas: make("canvas", { role: "img" }), title: make("span", { class: "kind" }), verdict: make("span") };
  let cards = [];

  function card(step) {
    const canvas = make("canvas", { role: "img" });
    const name = step.name;
    const switched = toggle((on) => act.active(name, on));
    const strong = step.strength ? slider({ low: 0, high: step.strength.most, step: step.strength.step,
      act: (value) => act.strength(name, Math.min(Math.max(value, 0), step.strength.limit)) }) : null;
    const says = make("p", { class: "reading" });
    const alarm = make("p", { class: "alarm" });
    const item = make("li", { class: "card" }, make("div", { class: "frame" }, canvas),
      make("div", { class: "controls" }, switched.node, says, ...(strong ? [strong.node] : []), alarm));
    return { name, canvas, switched, strong, says, alarm, item };
  }

  function build(steps) {
    cards = steps.map(card);
    node.replaceChildren(make("li", { class: "card start" }, make("div", { class: "frame" }, first.canvas),
      make("div", { class: "controls" }, first.title, first.verdict)), ...cards.map(({ item }) => item));
  }

  function show({ steps, original, path, active, strengths, clipped, notes, side, verdict }) {
    let latest = original;
    paintView(first.canvas, original);
    first.title.textContent = say("original");
    first.verdict.replaceChildren(verdict);
    first.canvas.setAttribute("aria-label", say("original"));
    steps.forEach((step, place) => {
      const { name, canvas, switched, strong, says, alarm, item } = cards[place];
      const on = !step.random || active.includes(name);
      latest = path.pictures[name] ?? latest;
      paintView(canvas, latest);
      canvas.setAttribute("aria-label", on ? step.kind : `${step.kind} (${say("off")})`);
      item.classList.toggle("is-off", !on);
      item.classList.toggle("has-alarm", on && notes.some((note) => note.alarm && note.name === name));
      switched.show({ name: step.kind.replace(/([a-z])([A-Z])/g, "$1\u200b$2"), value: on, disabled: !step.random });
      const label = say("strength", { kind: step.kind });
      strong?.show({ name: label, numberName: say("as_number", { name: label }), value: strengths[name], disabled: !on });
      says.textContent = strong ? say(...reading(step, strengths[name], side)) : flips(step.detail) ? say(flips(step.detail)) : step.random ? "" : say("fixed");
      const cut = clipped[name] ?? 0;
      alarm.textContent = on && cut >= 0.005 && item.classList.contains("has-alarm") ? say("cut_short", written({ percent: 100 * cut })) : "";
    });
  }

  return { node, build, show };
}
