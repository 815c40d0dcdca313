import { Alert, Button, CopyButton, List, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ContactConsentForm, ContactConsentWords, type ConsentAnswer, type ConsentShown } from "./contact-consent";
import { FileSection } from "./file-sections";

export interface LinkShown {
  readonly id: string;
  readonly name: string;
  readonly relation: string;
  readonly consent: ConsentShown | null;
  readonly link: {
    readonly madeAt: string;
    readonly madeBy: string | null;
    readonly expiresAt: string;
    readonly endedAt: string | null;
    readonly endedWhy: string | null;
    readonly lastUsedAt: string | null;
    readonly openings: number;
  } | null;
}

interface FamilyLinksProps {
  readonly contacts: readonly LinkShown[];
  readonly mayMake: boolean;
  readonly mayWrite: boolean;
  readonly today: string;
  readonly answer: ConsentAnswer | null;
  readonly moment: (iso: string) => string;
  readonly now: number;
}

/** Each contact with what the resident said of them, and the link they have, had, or could be given. */
export function FamilyLinks({ contacts, mayMake, mayWrite, today, answer, moment, now }: FamilyLinksProps) {
  const { t } = useTranslation("residents");
  return (
    <>
      {contacts.length === 0 && <Text c="dimmed">{t("family.noContact")}</Text>}
      {contacts.map(({ id, name, relation, consent, link }) => {
        const lives = link !== null && link.endedAt === null && Date.parse(link.expiresAt) > now;
        return (
          <FileSection key={id} id={`contact-${id}`} title={t("family.contact", { name, relation: t(`relation.${relation}`) })}>
            <ContactConsentWords name={name} consent={consent} />
            <LinkWords link={link} moment={moment} now={now} />
            {mayWrite && (
              <ContactConsentForm
                {...{ id, name, lives, mayMake, today, hasConsent: consent !== null }}
                answer={answer?.contact === id ? answer : null}
              />
            )}
          </FileSection>
        );
      })}
    </>
  );
}

function LinkWords({ link, moment, now }: { readonly link: LinkShown["link"] } & Pick<FamilyLinksProps, "moment" | "now">) {
  const { t } = useTranslation("residents");
  if (!link) return <Text c="dimmed">{t("family.none")}</Text>;
  const { madeAt, madeBy, expiresAt, endedAt, endedWhy, lastUsedAt, openings } = link;
  return (
    <Text>
      {[
        t("family.live", { made: moment(madeAt), who: madeBy ?? t("list.gone"), until: moment(expiresAt), count: openings }),
        lastUsedAt && t("family.liveLast", { at: moment(lastUsedAt) }),
        endedAt
          ? t("family.endedOn", { at: moment(endedAt), why: t(`family.ended.${endedWhy}`) })
          : Date.parse(expiresAt) <= now && t("family.over"),
      ]
        .filter(Boolean)
        .join(" ")}
    </Text>
  );
}

/** A link just made, seen this once: to be scanned or copied. */
export function MadeLink({ link, picture }: { readonly link: string; readonly picture: string }) {
  const { t } = useTranslation("residents");
  return (
    <Alert color="jade" role="status" title={t("family.made")}>
      <Stack gap="xs">
        <Text>{t("family.madeWhat")}</Text>
        <img src={picture} alt={t("family.qr")} width={220} height={220} style={{ background: "white" }} />
        <TextInput
          label={t("family.link")}
          value={link}
          readOnly
          data-testid="family-link"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button onClick={copy} variant="default" style={{ alignSelf: "start" }}>
              {t(copied ? "family.copied" : "family.copy")}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}

interface FamilyReportsProps {
  readonly reports: readonly {
    readonly relation: string;
    readonly kind: string;
    readonly fromOn: string;
    readonly untilOn: string | null;
    readonly reportedAt: string;
  }[];
  readonly moment: (iso: string) => string;
}

/** What families reported: to be verified, and then written into the file. */
export function FamilyReports({ reports, moment }: FamilyReportsProps) {
  const { t } = useTranslation("residents");
  return (
    <FileSection id="reports" title={t("family.reports")}>
      {reports.length === 0 && <Text c="dimmed">{t("family.noReport")}</Text>}
      <List>
        {reports.map(({ relation, kind, fromOn, untilOn, reportedAt }) => (
          <List.Item key={reportedAt}>
            {t("family.reportLine", {
              ...{
                at: moment(reportedAt),
                relation: t(`relation.${relation}`),
                kind: t(`family.reportKind.${kind}`),
                from: fromOn,
              },
            })}
            {untilOn && t("family.reportUntil", { until: untilOn })}
          </List.Item>
        ))}
      </List>
      {reports.length > 0 && <Text size="sm">{t("family.reportsWhat")}</Text>}
    </FileSection>
  );
}
