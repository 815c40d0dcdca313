import { Alert, Anchor, Group, List, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { DANGER_SIGNS, doNow, type DangerSign } from "../domain/danger-signs";

/** What a danger is, in a few words; whoever wrote it down without saying so is told as such. */
export const dangerSaid = (t: TFunction, signs: readonly string[], language: string): string =>
  signs.length === 0
    ? t("visits:dangerUnsaid")
    : signs.map((sign) => t(`care:danger.sign.${sign}`, { defaultValue: sign })).join(language === "en" ? "; " : "、");

/** What a work order is about, a danger by its own name. */
export const orderSaid = (
  t: TFunction,
  { sourceKind, topic, signs }: { readonly sourceKind: string; readonly topic: string; readonly signs: readonly string[] },
  language: string,
): string => {
  if (topic === "danger") return dangerSaid(t, signs, language);
  return sourceKind === "finding" ? t(`visits:finding.${topic}`) : topic;
};

/** What to do now, in the same sentences as on the phone: said once, with whom to ring; `hasNumbers` where address and numbers stand below; numbers that several dangers ask for stand once. */
export function DangerNow({ signs, hasNumbers }: { readonly signs: readonly string[]; readonly hasNumbers: boolean }) {
  const { t } = useTranslation(["visits", "care"]);
  const known = DANGER_SIGNS.filter((sign) => signs.includes(sign));
  const shown: readonly DangerSign[] = known.length > 0 ? known : ["other"];
  const numbers = [...new Set(shown.flatMap((sign) => doNow(sign).ring))];
  return (
    <Alert color="red" variant="outline" title={t("visits:dangerNow.title")} styles={{ title: { fontSize: "1.15rem" } }}>
      {shown.map((sign) => (
        <div key={sign}>
          {known.length > 0 && (
            <Text fw={650} mt="xs">
              {t(`care:danger.sign.${sign}`)}
            </Text>
          )}
          <List type="ordered" spacing={2}>
            {Array.from({ length: doNow(sign).steps }, (_, at) => (
              <List.Item key={at}>{t(`care:danger.do.${sign}.${at + 1}`)}</List.Item>
            ))}
          </List>
        </div>
      ))}
      <Group gap="md" mt="xs">
        {numbers.map((number) => (
          <Anchor
            key={number}
            href={dialLink(number)}
            fw={700}
            fz="lg"
            style={{ minHeight: 44, display: "inline-flex", alignItems: "center" }}
          >
            {t(`care:danger.ring.${number}`)}
          </Anchor>
        ))}
      </Group>
      {hasNumbers && (
        <Text size="sm" mt="xs">
          {t("visits:dangerNow.also")}
        </Text>
      )}
    </Alert>
  );
}
