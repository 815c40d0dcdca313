import { useTranslation } from "react-i18next";
import { look } from "./contact-form";

/** By mail: look into the mailbox. Else the one link by which it is read and ended. */
export function AlertTaken({ secret }: { readonly secret: string | null }) {
  const { t } = useTranslation("finder");
  return (
    <div className={look.told} role="status">
      <strong>{t(secret === null ? "alert.taken.mail" : "alert.taken.title")}</strong>
      <p>{t(secret === null ? "alert.taken.confirm" : "alert.taken.link")}</p>
      {secret !== null && (
        <p>
          <a href={`/my/alerts#${secret}`}>{t("alert.taken.open")}</a>
        </p>
      )}
    </div>
  );
}
