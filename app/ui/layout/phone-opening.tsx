import { useTranslation } from "react-i18next";
import classes from "./phone.module.css";

/** Before any script has run, and the same for every page and reader: no word that has a language, nothing of anybody. */
export function PhoneOpening() {
  const { t } = useTranslation("layout");
  return (
    <div className={classes.opening}>
      <img src="/favicon.svg" alt="" width={72} height={72} />
      <div className="without-scripts">
        <p>
          <span lang="zh-CN">{t("phone.scripts.zh")}</span> <span lang="en">{t("phone.scripts.en")}</span>
        </p>
      </div>
    </div>
  );
}
