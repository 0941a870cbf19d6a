// The pages of what is decided: a key for each answer, and pages that wait.
"use strict";
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) { event.preventDefault(); button.click(); }
  });
  const waits = document.querySelector("[data-again]");
  if (waits) setTimeout(() => location.reload(), Number(waits.dataset.again));
})();
