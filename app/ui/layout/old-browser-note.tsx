import { useTranslation } from "react-i18next";

/** In the head, before anything that could fail: old browsers keep the page as the server wrote it (public/old-browser.js). */
export const OldBrowserLook = ({ nonce }: { readonly nonce: string }) => (
  <>
    {/* Browsers with two engines (360, QQ, Sogou) take the newer one. */}
    <meta name="renderer" content="webkit" />
    <meta name="force-rendering" content="webkit" />
    <script nonce={nonce} src="/old-browser.js" suppressHydrationWarning />
  </>
);

/** In both languages, for whoever reads over somebody's shoulder; seen by old browsers alone. */
export function OldBrowserNote() {
  const { t } = useTranslation("layout");
  return (
    <div className="old-browser" role="note">
      <p lang="zh-CN">{t("oldBrowser.zh")}</p>
      <p lang="en">{t("oldBrowser.en")}</p>
    </div>
  );
}

/** Whether this browser is young enough for the page to come alive. */
export const mayComeAlive = (): boolean => !document.documentElement.hasAttribute("data-old-browser");
