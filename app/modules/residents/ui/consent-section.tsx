import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import * as words from "../domain/resident";
import { FileSection, type SectionsProps } from "./file-sections";
import { PartButton, PartChoice, PartDay, PartForm } from "./part-form";
import classes from "./file.module.css";

/** 知情同意: what for, by whom, how, and whether it was withdrawn. */
export function ConsentSection({ parts, answer, mayWrite, today }: SectionsProps) {
  const { t } = useTranslation("residents");
  const isTakenBack = (scope: string) => {
    const said = parts.consents.filter((one) => one.scope === scope);
    return said.length > 0 && said.every(({ withdrawnOn }) => withdrawnOn !== null && withdrawnOn <= today);
  };
  return (
    <FileSection id="consent" title={t("file.consent")}>
      {parts.consents.length === 0 && <Text c="dimmed">{t("file.noConsent")}</Text>}
      <ul className={classes.list}>
        {parts.consents.map((one) => (
          <li key={one.id}>
            {t("file.consented", {
              scope: t(`scope.${one.scope}`),
              by: t(`giver.${one.givenBy}`),
              how: t(`way.${one.how}`),
              on: one.givenOn,
            })}
            {one.withdrawnOn
              ? ` · ${t("file.withdrawn", { on: one.withdrawnOn })}`
              : mayWrite && (
                  <PartButton intent="withdraw-consent" part={one.id}>
                    {t("file.withdraw")}
                  </PartButton>
                )}
          </li>
        ))}
        {words.CONSENT_SCOPES.filter(isTakenBack).map((scope) => (
          <li key={scope}>
            <Text c="orange.9" fw={650}>
              {t(`file.takenBack.${scope}`)}
            </Text>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <PartForm intent="give-consent" answer={answer} summary={t("file.giveConsent")}>
          {(typed) => (
            <>
              <PartChoice name="scope" keys={words.CONSENT_SCOPES} word="scope" typed={typed("scope")} />
              <PartChoice name="givenBy" keys={words.CONSENT_GIVERS} word="giver" typed={typed("givenBy")} />
              <PartChoice name="how" keys={words.CONSENT_WAYS} word="way" typed={typed("how")} />
              <PartDay name="on" typed={typed("on") || today} />
            </>
          )}
        </PartForm>
      )}
    </FileSection>
  );
}
