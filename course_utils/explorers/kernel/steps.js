// How the window moves: stride, padding and dilation to choose, and the size that follows, with its formula.

import { chooser, heading, make, note } from "../frame/parts.js";
import { padsOf, reachOf } from "./correlate.js";

const OFFERED = { stride: [1, 2, 3, 4], padding: [0, "same", 1, 2, 3], dilation: [1, 2, 3] };

/** Take away the choices that are not possible. */
export function disable(choice, possible) {
  for (const one of choice.node.children) one.disabled = !possible(one.dataset.value);
}

/** Gives { node, show(state, slide) }; `act({ trait: value })` sets one, `possible({ trait: value })` says whether the window would still fit. */
export function stepping({ get, say, act, possible }) {
  const valued = (value) => (value === "same" ? value : Number(value));
  const parts = Object.keys(OFFERED).map((trait) => {
    const [head, choice] = [heading(), chooser((value) => act({ [trait]: valued(value) }))];
    return { trait, head, choice, node: make("div", {}, head, choice.node) };
  });
  const formula = note();

  function formulaOf({ photo: { height, width }, pads, size, stride, dilation, rows, columns }) {
    const reach = reachOf({ size, dilation });
    const line = (name, side, [before, after], places) =>
      `${name}: ⌊(${side} + ${before === after ? `2·${before}` : `${before} + ${after}`} − ${reach}) / ${stride}⌋ + 1 = ${places}`;
    return [say("size_formula"), line(say("side_rows"), height, pads[0], rows), line(say("side_columns"), width, pads[1], columns),
      ...(dilation > 1 ? [say("reach", { dilation, size, reach })] : [])];
  }

  return {
    node: make("div", { class: "area-steps" }, ...parts.map(({ node }) => node), formula),
    show(state, slide) {
      const same = [state.photo.height, state.photo.width].map((side) => padsOf(side, slide({ padding: "same" })));
      const pixels = [...new Set(same.map(([before, after]) => (before === after ? String(before) : `${before}+${after}`)))].join(", ");
      const named = (trait, value) => (value === "same" ? say("padding_same", { pixels }) : trait === "padding" && value === 0 ? say("padding_valid") : String(value));
      for (const { trait, head, choice } of parts) {
        head.textContent = { stride: say("stride"), padding: say("padding"), dilation: say("dilation") }[trait];
        const values = [...new Set([...OFFERED[trait], get(trait)])];
        choice.show({ name: head.textContent, value: get(trait), options: values.map((value) => [value, named(trait, value)]) });
        disable(choice, (value) => possible({ [trait]: valued(value) }));
      }
      formula.replaceChildren(...formulaOf(state).map((text) => make("span", {}, text)));
    },
  };
}
