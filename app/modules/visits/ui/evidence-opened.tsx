import { Alert, Button, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { OpenedVisit } from "../domain/visit-bundle";
import { LOOKED_AT } from "../domain/visit-log";

interface Props {
  readonly id: string;
  readonly query: string;
  readonly opened: OpenedVisit | null;
  readonly refusal: string | null;
  /** a file was asked for without a reason */
  readonly isFileRefused: boolean;
  readonly isThere: boolean;
  readonly mayOpen: boolean;
  /** the field that asks why */
  readonly reason: ReactNode;
}

/** What was said at the door and its pictures: closed until somebody says why. The same reason takes the facts out as a file. */
export function EvidenceOpened({ id, query, opened, refusal, isFileRefused, isThere, mayOpen, reason }: Props) {
  const { t } = useTranslation(["visits", "accounts"]);
  const looked = LOOKED_AT.flatMap((part) => (opened?.body?.looked[part] ? [[part, opened.body.looked[part]] as const] : []));
  return (
    <section className="surface" style={{ padding: "1rem" }} aria-labelledby="opened">
      <Stack gap="sm">
        <Title order={2} size="h4" id="opened">
          {t("evidence.opened")}
        </Title>
        {refusal && (
          <Alert color="red" role="alert">
            {t([`accounts:sensitive.refusal.${refusal}`, `refusal.${refusal}`])}
          </Alert>
        )}
        {opened ? (
          <>
            <Text>{looked.map(([part, is]) => `${t(`looked.${part}`)} ${t(`lookedIs.${is}`)}`).join(" · ")}</Text>
            {opened.body?.needs && <Text>{t("evidence.needs", { needs: opened.body.needs })}</Text>}
            {opened.body?.note && <Text>{t("evidence.note", { note: opened.body.note })}</Text>}
            {opened.body === null && <Text c="dimmed">{t("evidence.emptied")}</Text>}
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {opened.photos.map((photo, at) => (
                <img key={photo.id} src={photo.source} alt={t("evidence.photo", { nth: at + 1 })} style={{ maxWidth: "100%" }} />
              ))}
            </SimpleGrid>
          </>
        ) : !isThere ? (
          <Text c="dimmed">{t("evidence.emptied")}</Text>
        ) : mayOpen ? (
          <Form method="post" action={`/visits/log/${id}?${query}`} className="no-print">
            <Group align="end">
              {reason}
              <Button type="submit" variant="default">
                {t("evidence.open")}
              </Button>
            </Group>
          </Form>
        ) : (
          <Text c="dimmed">{t("accounts:sensitive.refusal.not-permitted")}</Text>
        )}
        {isFileRefused && !opened && refusal === null && (
          <Alert color="red" role="alert" className="no-print">
            {t("evidence.fileRefused")}
          </Alert>
        )}
        <form method="post" action={`/visits/log/${id}/evidence?${query}`} className="no-print">
          <Group align="end">
            {reason}
            <Button type="submit" variant="default">
              {t("evidence.file")}
            </Button>
            <Button variant="default" onClick={() => window.print()}>
              {t("monthList.print")}
            </Button>
          </Group>
        </form>
      </Stack>
    </section>
  );
}
