import { Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "~/ui/forms/refusal-text";
import { ReasonSelect } from "./reason-select";

interface ExportDoorProps {
  readonly title: string;
  /** what stands in the file */
  readonly lead: string;
  readonly back: string;
  readonly download: string;
  /** their name in the form and what the button says; the first is the usual one */
  readonly formats: readonly { readonly value: string; readonly label: string }[];
  /** one's own data need no reason */
  readonly isOwn?: boolean;
  readonly refusal: string | null;
  readonly children?: ReactNode;
}

/** The last page before a file with personal data: what is in it, why it is taken out, and that this is written down. */
export function ExportDoor({ title, lead, back, download, formats, isOwn = false, refusal, children }: ExportDoorProps) {
  const { t } = useTranslation("accounts");
  return (
    <Container component="main" size="sm" py="lg">
      <Stack>
        <Anchor component={Link} to={back} size="sm">
          {t("sensitive.back")}
        </Anchor>
        <Title order={1} size="h2">
          {title}
        </Title>
        <Text>{lead}</Text>
        {/* A plain form: its answer is a file. */}
        <form method="post" action={download}>
          <Stack maw={420}>
            {!isOwn && (
              <ReasonSelect
                label={t("export.reason")}
                required
                defaultValue=""
                error={refusal && t(`sensitive.refusal.${refusal}`)}
              />
            )}
            <RefusalText>{isOwn && refusal && t(`sensitive.refusal.${refusal}`)}</RefusalText>
            <Group>
              {formats.map(({ value, label }, at) => (
                <Button key={value} type="submit" name="format" value={value} variant={at === 0 ? "filled" : "default"}>
                  {label}
                </Button>
              ))}
            </Group>
            <Text size="sm" c="dimmed">
              {t(isOwn ? "export.recordedOwn" : "export.recorded")}
            </Text>
          </Stack>
        </form>
        {children}
      </Stack>
    </Container>
  );
}
