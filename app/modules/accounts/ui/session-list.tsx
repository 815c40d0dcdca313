import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { agoWords } from "./ago-words";

export interface ShownSession {
  readonly id: string;
  readonly kind: string;
  readonly browser: string;
  readonly system: string;
  readonly address: string;
  readonly seenAt: string | Date;
}

export interface ShownDevice {
  readonly id: string;
  readonly browser: string;
  readonly system: string;
  readonly boundAt: string | Date;
  readonly lastUsedAt: string | Date | null;
}

interface SessionListProps {
  readonly sessions: readonly ShownSession[];
  /** the reader's own, which ends by signing out */
  readonly ownId?: string;
  /** when the list was read */
  readonly at: string;
}

/** Where somebody is signed in: with what, since when unseen, from which network. */
export function SessionList({ sessions, ownId, at }: SessionListProps) {
  const { t } = useTranslation("accounts");
  return (
    <Stack component="ul" gap={0} className="surface" p={0} m={0} style={{ listStyle: "none" }}>
      {sessions.map(({ id, kind, browser, system, address, seenAt }) => (
        <Group component="li" key={id} p="md" justify="space-between" data-session={id} wrap="wrap">
          <div>
            <Text fw={600}>
              {t("account.device", { browser: t(`browser.${browser}`), system: t(`system.${system}`) })}{" "}
              {id === ownId && (
                <Badge component="span" variant="light">
                  {t("account.sessions.this")}
                </Badge>
              )}
            </Text>
            <Text size="sm" c="dimmed">
              {t("account.sessions.facts", {
                seen: agoWords(seenAt, at, t),
                kind: t(`account.sessions.${kind}`),
                address: address === "127.*" ? t("account.sessions.here") : address || t("account.sessions.unknown"),
              })}
            </Text>
          </div>
          {id !== ownId && (
            <Form method="post">
              <input type="hidden" name="intent" value="end" />
              <input type="hidden" name="id" value={id} />
              <Button type="submit" variant="default" size="sm">
                {t("account.sessions.end")}
              </Button>
            </Form>
          )}
        </Group>
      ))}
    </Stack>
  );
}

interface DeviceListProps {
  readonly devices: readonly ShownDevice[];
  readonly at: string;
  /** sent along where the page knows its person by their number */
  readonly phone?: string;
}

/** Phones somebody signs in on with a PIN. */
export function DeviceList({ devices, at, phone }: DeviceListProps) {
  const { t } = useTranslation("accounts");
  return (
    <Stack component="ul" gap={0} className="surface" p={0} m={0} style={{ listStyle: "none" }}>
      {devices.map(({ id, browser, system, boundAt, lastUsedAt }) => (
        <Group component="li" key={id} p="md" justify="space-between" data-device={id} wrap="wrap">
          <div>
            <Text fw={600}>{t("account.device", { browser: t(`browser.${browser}`), system: t(`system.${system}`) })}</Text>
            <Text size="sm" c="dimmed">
              {t("account.devices.facts", {
                bound: agoWords(boundAt, at, t),
                used: lastUsedAt ? agoWords(lastUsedAt, at, t) : t("account.devices.unused"),
              })}
            </Text>
          </div>
          <Form method="post">
            <input type="hidden" name="intent" value="unbind" />
            {phone && <input type="hidden" name="phone" value={phone} />}
            <input type="hidden" name="id" value={id} />
            <Button type="submit" variant="default" size="sm">
              {t("account.devices.unbind")}
            </Button>
          </Form>
        </Group>
      ))}
    </Stack>
  );
}
