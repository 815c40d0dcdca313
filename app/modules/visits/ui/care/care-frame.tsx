import { VisuallyHidden } from "@mantine/core";
import { NavLink } from "@remix-run/react";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Outbox } from "~/offline/care-phone";
import classes from "./care.module.css";
import { CareLine } from "./care-choices";

/** What is the same on every screen of the phone, and all the server sends of it. */
export function CareShell({ children, bar }: { readonly children: ReactNode; readonly bar?: ReactNode }) {
  return (
    <main className={classes.frame}>
      <div style={{ display: "grid", gap: "0.75rem" }}>{children}</div>
      {bar}
    </main>
  );
}

export function CareWaiting() {
  const { t } = useTranslation("care");
  return <p aria-busy="true">{t("asking")}</p>;
}

const TABS = [
  { key: "today", to: "/care" },
  { key: "week", to: "/care/week" },
  { key: "outbox", to: "/care/outbox" },
] as const;

/** The second tap of two on «save» was not meant for the tab that has come under the thumb meanwhile. */
const heedOnlyFirstTap = (event: MouseEvent): void => {
  if (event.detail > 1) event.preventDefault();
};

/** Three ways under the thumb; the number is what the server has not acknowledged yet. */
export function CareTabs({ unsent, refused }: { readonly unsent: number; readonly refused: number }) {
  const { t } = useTranslation("care");
  return (
    <nav className={`${classes.bar} no-print`} aria-label={t("tabs.label")}>
      <div className={classes.tabs}>
        {TABS.map(({ key, to }) => (
          <NavLink key={key} to={to} end className={classes.tab!} onClick={heedOnlyFirstTap}>
            {t(`tabs.${key}`)}
            {key === "outbox" && refused > 0 && (
              <span className={classes.count} data-tone="bad">
                !{refused}
                <VisuallyHidden>{t("tabs.refused")}</VisuallyHidden>
              </span>
            )}
            {key === "outbox" && unsent > 0 && (
              <span className={classes.count}>
                {unsent}
                <VisuallyHidden>{t("tabs.unsent")}</VisuallyHidden>
              </span>
            )}
          </NavLink>
        ))}
      </div>
    </nav>
  );
}

interface CareLinesProps {
  readonly isOnline: boolean;
  readonly isOnlineOnly: boolean;
  /** nobody has a list open */
  readonly isShut: boolean;
  readonly outbox: Outbox;
  /** the day of the list, where it is not today's */
  readonly olderDay: string | null;
  readonly told: string | null;
  readonly onRefresh: () => void;
}

/** What one must know before trusting the screen: no network, an old list, nobody signed in while something waits. */
export function CareLines({ isOnline, isOnlineOnly, isShut, outbox, olderDay, told, onRefresh }: CareLinesProps) {
  const { t } = useTranslation("care");
  return (
    <>
      <div role="status">{told && <CareLine>{told}</CareLine>}</div>
      {isOnlineOnly && (
        <CareLine tone="warn">
          <span>
            <b>{t("onlineOnly.title")}</b> {t("onlineOnly.what")} {t("onlineOnly.how")}
          </span>
        </CareLine>
      )}
      {!isOnline && <CareLine>{t(isOnlineOnly ? "offline.cannot" : isShut ? "offline.shut" : "offline.can")}</CareLine>}
      {olderDay && (
        <CareLine tone="warn">
          <span>{t("older.what", { day: olderDay })}</span>
          <button type="button" className={classes.choice} onClick={onRefresh}>
            {t("older.ask")}
          </button>
        </CareLine>
      )}
      {isOnline && outbox.halt === "signed-out" && outbox.unsent > 0 && (
        <CareLine tone="bad">
          <span>{t("outbox.halt.signed-out")}</span>
          <a className={classes.choice} href="/sign-in/field?to=/care">
            {t("door.signIn")}
          </a>
        </CareLine>
      )}
    </>
  );
}
