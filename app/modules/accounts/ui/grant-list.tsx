import { Button, Group, Stack, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { daysWords, grantSentence, type AreaNames } from "./govern-words";

export interface GrantShown {
  readonly id: string;
  readonly role: string;
  readonly line: string;
  readonly areaCode: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly lastUsedOn: string | null;
}

interface GrantListProps {
  readonly grants: readonly GrantShown[];
  readonly names: AreaNames;
  readonly today: string;
  /** shows a button that ends a grant */
  readonly canEnd: boolean;
}

/** Grants as sentences, each with when it holds, when it was last used, and the way to end it. */
export function GrantList({ grants, names, today, canEnd }: GrantListProps) {
  const { t, i18n } = useTranslation("accounts");
  return (
    <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: "none" }}>
      {grants.map((grant) => {
        const sentence = grantSentence(grant, names, i18n.language, t);
        return (
          <Group
            component="li"
            key={grant.id}
            justify="space-between"
            gap="sm"
            py="xs"
            style={{ borderTop: "1px solid var(--mantine-color-default-border)" }}
          >
            <div>
              <Text fw={600}>{sentence}</Text>
              <Text size="sm" c="dimmed">
                {daysWords(grant, today, t)} · {grant.lastUsedOn ? t("grant.used", { day: grant.lastUsedOn }) : t("grant.unused")}
              </Text>
            </div>
            {canEnd && (
              <Form method="post">
                <input type="hidden" name="intent" value="end-grant" />
                <input type="hidden" name="grant" value={grant.id} />
                <Button type="submit" variant="default" size="xs" aria-label={t("person.endNow", { grant: sentence })}>
                  {t("person.end")}
                </Button>
              </Form>
            )}
          </Group>
        );
      })}
    </Stack>
  );
}
