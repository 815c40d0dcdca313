import { CopyButton } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./operate.module.css";

interface OperatorAccessPanelProps {
  readonly access: {
    readonly isClosed: boolean;
    readonly operator: string | null;
    readonly link: {
      readonly madeAt: Date;
      readonly expiresAt: Date;
      readonly lastUsedAt: Date | null;
      readonly openings: number;
    } | null;
    readonly hasMailbox: boolean;
    readonly members: readonly {
      readonly id: string;
      readonly name: string;
      readonly from: string;
      readonly to: string | null;
    }[];
    readonly mayWrite: boolean;
    readonly mayKeepMembers: boolean;
  };
  readonly made: { readonly link: string; readonly picture: string } | null;
  readonly typed: { readonly mailbox: string; readonly login: string };
  readonly timeZone: string;
}

/** Who speaks for a place: its link, its mailbox and the accounts of the organisation that runs it. */
export function OperatorAccessPanel({ access, made, typed, timeZone }: OperatorAccessPanelProps) {
  const { t, i18n } = useTranslation("catalog");
  const { isClosed, operator, link, hasMailbox, members, mayWrite, mayKeepMembers } = access;
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  const at = (instant: Date) => clock.format(instant);
  const submit = (intent: string, words: string) => (
    <button type="submit" name="intent" value={intent} className={classes.button}>
      {words}
    </button>
  );
  return (
    <>
      <section className={classes.card} aria-labelledby="access-link">
        <h2 id="access-link">{t("operatorAccess.link")}</h2>
        <p>{t("operatorAccess.linkWhat")}</p>
        {made && <MadeLink {...made} />}
        <p>
          {link
            ? t("operatorAccess.live", { made: at(link.madeAt), until: at(link.expiresAt), count: link.openings })
            : t("operatorAccess.noLink")}{" "}
          {link?.lastUsedAt && t("operatorAccess.liveLast", { at: at(link.lastUsedAt) })}
        </p>
        {isClosed && <p>{t("operatorAccess.closed")}</p>}
        {mayWrite && (
          <Form method="post" className={classes.row}>
            {!isClosed && submit("make-link", t(link ? "operatorAccess.remake" : "operatorAccess.make"))}
            {link && submit("revoke-link", t("operatorAccess.revoke"))}
          </Form>
        )}
      </section>
      <section className={classes.card} aria-labelledby="access-mailbox">
        <h2 id="access-mailbox">{t("operatorAccess.mailbox")}</h2>
        {hasMailbox && <p>{t("operatorAccess.hasMailbox")}</p>}
        {mayWrite && (
          <Form method="post" className={classes.row} noValidate>
            <label className={classes.field}>
              {t("operatorAccess.mailboxWhat")}
              <input type="email" name="mailbox" maxLength={200} defaultValue={typed.mailbox} autoComplete="off" />
            </label>
            {submit("mailbox", t("operatorAccess.saveMailbox"))}
          </Form>
        )}
      </section>
      <section className={classes.card} aria-labelledby="access-members">
        <h2 id="access-members">{t("operatorAccess.members")}</h2>
        <p>{operator ? t("operatorAccess.membersWhat", { operator }) : t("operatorAccess.noOperator")}</p>
        {operator && members.length === 0 && <p>{t("operatorAccess.noMembers")}</p>}
        {members.map(({ id, name, from, to }) => (
          <Form key={id} method="post" className={classes.row}>
            <span>{t("operatorAccess.member", { name, from })}</span>
            <input type="hidden" name="member" value={id} />
            {mayKeepMembers && to === null && submit("end-member", t("operatorAccess.end"))}
          </Form>
        ))}
        {operator && mayKeepMembers && (
          <Form method="post" className={classes.row}>
            <label className={classes.field}>
              {t("operatorAccess.login")}
              <input type="text" name="login" maxLength={80} required defaultValue={typed.login} autoComplete="off" />
            </label>
            {submit("add-member", t("operatorAccess.add"))}
          </Form>
        )}
      </section>
    </>
  );
}

function MadeLink({ link, picture }: { readonly link: string; readonly picture: string }) {
  const { t } = useTranslation("catalog");
  return (
    <div role="status" className={classes.notice}>
      <p>
        <b>{t("operatorAccess.made")}</b> {t("operatorAccess.madeWhat")}
      </p>
      <img src={picture} alt={t("operatorAccess.qr")} width={220} height={220} style={{ background: "white" }} />
      <div className={classes.row}>
        <label className={classes.field}>
          {t("operatorAccess.link")}
          <input
            type="text"
            value={link}
            readOnly
            data-testid="operator-link"
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <button type="button" className={classes.button} onClick={copy}>
              {t(copied ? "operatorAccess.copied" : "operatorAccess.copy")}
            </button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
