import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PendingBar } from "./pending-bar";
import { PhoneDisplay } from "./phone-display";
import { PhoneInstall } from "./phone-install";
import { PhoneLeaving } from "./phone-leaving";
import { PhoneUpdate } from "./phone-update";
import classes from "./phone.module.css";
import { UnansweredNotice } from "./unanswered-notice";
import { WaitingNotice } from "./waiting-notice";

/** The frame of a caregiver's pages: it needs no server, and says what only concerns the phone. */
export function PhoneFrame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation("layout");
  return (
    <>
      <a className="skip-link" href="#content">
        {t("skip")}
      </a>
      <PendingBar />
      <header className={`${classes.head} no-print`}>
        <Link to="/care" className={classes.brand!}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          {t("phone.brand")}
        </Link>
        <PhoneDisplay />
      </header>
      <PhoneLeaving />
      <WaitingNotice />
      <UnansweredNotice />
      <PhoneUpdate />
      <PhoneInstall />
      <div id="content" tabIndex={-1} className={classes.content}>
        {children}
      </div>
    </>
  );
}
