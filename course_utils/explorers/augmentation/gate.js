// One question at a time: what is asked while Python still draws waits, the newest of each kind, and goes when the answer is there.

const PATIENCE = 10000; // ms without an answer, after which a new question may go all the same

/**
 * Make a gate. `send(traits)` puts a question; `mark(busy)` shows that one is open.
 * Gives { ask(traits), answered(), waiting(), stop() }; `waiting()` is what was asked and not yet answered.
 */
export function gateOf(send, mark) {
  let [open, next, timer] = [null, {}, 0];
  function go() {
    [open, next] = [next, {}];
    mark(true);
    clearTimeout(timer);
    timer = setTimeout(answered, PATIENCE);
    send(open);
  }
  function answered() {
    clearTimeout(timer);
    open = null;
    if (Object.keys(next).length) go();
    else mark(false);
  }
  return {
    ask(traits) {
      next = { ...next, ...traits };
      if (!open) go();
    },
    answered,
    waiting: () => ({ ...(open ?? {}), ...next }),
    stop: () => clearTimeout(timer),
  };
}
