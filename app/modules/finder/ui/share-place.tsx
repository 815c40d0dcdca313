import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import classes from "./facility-page.module.css";

interface SharePlaceProps {
  /** the page's own address, without anything the reader asked */
  readonly link: string;
  /** the link as a picture that a phone reads */
  readonly picture: string;
}

/** A link that says nothing of the reader, to copy, to scan and to print. */
export function SharePlace({ link, picture }: SharePlaceProps) {
  const { t } = useTranslation("finder");
  return (
    <div className={classes.inline}>
      <img className={classes.qr} src={picture} alt={t("place.share.qr")} width={144} height={144} />
      <div>
        <p>
          <a href={link}>{link}</a>
        </p>
        <p className={classes.quiet}>{t("place.share.link")}</p>
        <ClientOnly>{() => <ShareButtons link={link} />}</ClientOnly>
      </div>
    </div>
  );
}

export function ShareButtons({ link }: { readonly link: string }) {
  const { t } = useTranslation("finder");
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <p className={`${classes.inline} no-print`}>
      <button type="button" className={classes.button} onClick={copy}>
        {t("place.share.copy")}
      </button>
      <button type="button" className={classes.button} onClick={() => window.print()}>
        {t("place.share.print")}
      </button>
      <span role="status">{isCopied && t("place.share.copied")}</span>
    </p>
  );
}
