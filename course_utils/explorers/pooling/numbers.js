// The numbers in one window, a small grid for each channel, with the winner marked and what comes out of them.

import { make, shown } from "../frame/parts.js";
import { inkOn } from "../frame/paint.js";

const CHANNELS = ["R", "G", "B"];
const MOST_WRITTEN = 9; // numbers in one formula

function grid({ numbers, winner, corner }, [low, high], side) {
  const cell = side / numbers.length;
  const parts = numbers.flatMap((line, row) => line.map((value, column) => {
    const grey = value === null ? null : Math.round(Math.min(1, Math.max(0, (value - low) / (high - low))) * 255);
    const wins = winner && winner[0] === corner[0] + row && winner[1] === corner[1] + column;
    const place = { x: column * cell + 1.5, y: row * cell + 1.5, width: cell - 3, height: cell - 3 };
    const size = Math.min(15, cell * 0.36);
    return make("g", {}, make("rect", { ...place, class: value === null ? "empty" : "full", fill: value === null ? "none" : `rgb(${grey} ${grey} ${grey})`, rx: 2 }),
      ...(value !== null && cell >= 22 ? [make("text", { x: (column + 0.5) * cell, y: (row + 0.5) * cell + size * 0.36, "text-anchor": "middle", "font-size": size,
        fill: inkOn([grey, grey, grey]) }, shown(value))] : []),
      ...(wins ? [make("rect", { ...place, class: "wins", rx: 2 })] : []));
  }));
  return make("svg", { viewBox: `0 0 ${side} ${side}`, width: side, height: side, "aria-hidden": "true" }, ...parts);
}

/** What a window comes to, written out: max(1, 1, 5, 6) = 6. */
export function equation(kind, numbers, result, say) {
  const found = numbers.flat().filter((value) => value !== null).map((value) => shown(value));
  const name = kind.replace("global_", "");
  if (found.length > MOST_WRITTEN) return say("of_many", { name, count: found.length, result });
  return name === "average" ? `(${found.join(" + ")}) / ${found.length} = ${result}` : `${name}(${found.join(", ")}) = ${result}`;
}

/** Make the panel. Gives { node, show({ windows, results, kind, bounds, texts, say, grids }) }. */
export function panel() {
  const title = make("p", { class: "sheet-title" });
  const row = make("div", { class: "petals-row windows" });
  const told = make("p", { class: "equation", role: "status", "aria-live": "polite" });
  return {
    node: make("div", { class: "panel" }, title, row, told),
    show({ windows, results, kind, bounds, texts, say, grids }) {
      const colour = windows.length === 3;
      title.textContent = grids ? texts.window : "";
      row.replaceChildren(...(grids ? windows.map((one, channel) => make("figure", {}, grid(one, bounds, 100),
        make("figcaption", {}, `${colour ? `${CHANNELS[channel]} → ` : "→ "}${shown(results[channel])}`))) : []));
      told.classList.toggle("unseen", colour && grids); // written under the grids already
      told.textContent = colour
        ? windows.map((one, channel) => `${CHANNELS[channel]}: ${equation(kind, one.numbers, shown(results[channel]), say)}`).join("; ")
        : equation(kind, windows[0].numbers, shown(results[0]), say);
    },
  };
}
