/*
 * The oldest browsers are Chromium 108, Firefox 115 and Safari 15.4 (docs/operations.md). One without the
 * newest of what our scripts call without asking (Chromium 98) keeps the page as the server wrote it and is told so. Written for any browser there is, the engine of Internet Explorer inside others too.
 */
(function () {
  try {
    if (Object.hasOwn && [].findLast && window.structuredClone) return;
  } catch (e) {}
  document.documentElement.setAttribute("data-old-browser", "");
})();
