/*
 * In the head of pages that open without a network (/care): the look this browser keeps (app/ui/layout/kept-look.ts) is put on
 * before the first paint. Written for any browser there is.
 */
(function () {
  var page = document.documentElement;
  var look = null;
  try {
    look = JSON.parse(localStorage.getItem("quarterhour-look"));
  } catch (e) {}
  var languages = navigator.languages || [navigator.language || ""];
  var language = look && look.language;
  for (var i = 0; !language && i < languages.length; i++) {
    if (/^zh/i.test(languages[i])) language = "zh";
    if (/^en/i.test(languages[i])) language = "en";
  }
  page.setAttribute("lang", language === "en" ? "en" : "zh-CN");
  if (look && look.elder === true) page.setAttribute("data-elder", "");
  var isDark =
    look && (look.scheme === "dark" || look.scheme === "light")
      ? look.scheme === "dark"
      : window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
  page.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
})();
