// The kernel as a square of numbers to type, to drag up and down, or to step with the arrow keys.

import { clamp, draggable, make, put } from "../frame/parts.js";
import { inkOn, signColour } from "../frame/paint.js";
import { onStep, stepOf, typed, written } from "./numbers.js";

const PIXELS = 3; // of a drag for one step

/** Gives { node, show }. `change(place, value)` sets one number, `choose(place)` says which is at hand, `refuse(text or "")` what was no number. */
export function matrix({ change, choose, refuse }) {
  const node = make("div", { class: "matrix", role: "group" });
  let [inputs, numbers, size] = [[], [], 0];

  function cell(place) {
    const input = make("input", { type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false", role: "spinbutton" });
    let from = null;
    draggable(input, {
      start: (event) => {
        from = { y: event.clientY, value: numbers[place], step: stepOf(numbers), moved: false };
        choose(place);
      },
      move: (event) => {
        const steps = Math.trunc((from.y - event.clientY) / PIXELS);
        if (!from.moved && Math.abs(from.y - event.clientY) < 4) return;
        if (!from.moved) node.classList.add("is-dragged");
        from.moved = true;
        change(place, clamp(onStep(from.value + steps * from.step, from.step), -1e6, 1e6));
      },
      end: () => {
        node.classList.remove("is-dragged");
        if (from.moved) return;
        input.focus();
        input.select();
      },
    });
    input.addEventListener("focus", () => choose(place));
    input.addEventListener("input", () => {
      const value = typed(input.value);
      if (value !== null) {
        put(input, { "aria-invalid": null });
        refuse("");
        change(place, value);
      }
    });
    input.addEventListener("blur", () => {
      refuse(typed(input.value) === null ? input.value : "");
      put(input, { "aria-invalid": null });
      input.value = written(numbers[place]);
    });
    input.addEventListener("keydown", (event) => {
      const up = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (event.key === "Enter" && typed(input.value) === null) {
        put(input, { "aria-invalid": "true" });
        refuse(input.value);
      }
      if (!up) return;
      event.preventDefault();
      const step = stepOf(numbers);
      const value = clamp(onStep(numbers[place] + up * step * (event.shiftKey ? 1 : 10), step), -1e6, 1e6);
      change(place, value);
      input.value = written(value);
    });
    return input;
  }

  return {
    node,
    show({ kernel, chosen, name, label }) {
      put(node, { "aria-label": name });
      numbers = kernel.flat();
      if (kernel.length !== size) {
        size = kernel.length;
        inputs = numbers.map((_, place) => cell(place));
        node.replaceChildren(...inputs);
        node.style.setProperty("--size", size);
        node.dataset.size = size;
      }
      const most = Math.max(...numbers.map(Math.abs)) || 1;
      inputs.forEach((input, place) => {
        const value = numbers[place];
        const colour = signColour(value / most);
        input.style.background = `rgb(${colour.join(" ")})`;
        input.style.color = inkOn(colour);
        if (document.activeElement !== input || Math.abs((typed(input.value) ?? value) - value) > 1e-9) input.value = written(value);
        put(input, { "aria-label": label(Math.floor(place / size), place % size), "aria-valuenow": value, "aria-valuetext": written(value), class: place === chosen ? "is-chosen" : null });
      });
    },
  };
}
