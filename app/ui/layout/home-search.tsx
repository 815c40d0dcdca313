import { Anchor, Button, Group, List, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

export interface FoundAreas {
  readonly words: string;
  readonly areas: readonly { readonly code: string; readonly name: string; readonly within: string }[];
  /** more were found than are listed */
  readonly isCut: boolean;
}

/** «Where do you live?», for anyone: what is found leads to its circles, which need no account. */
export function HomeSearch({ found, isVisitor }: { readonly found: FoundAreas | null; readonly isVisitor: boolean }) {
  const { t } = useTranslation("layout");
  return (
    <Stack gap="md">
      <Form role="search">
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            name="q"
            size="lg"
            flex={1}
            label={t("home.search")}
            description={t("home.searchHint")}
            defaultValue={found?.words}
            maxLength={60}
          />
          <Button type="submit" size="lg">
            {t("home.searchButton")}
          </Button>
        </Group>
      </Form>
      <div role="status">{found && <Answers found={found} isVisitor={isVisitor} />}</div>
    </Stack>
  );
}

function Answers({ found, isVisitor }: { readonly found: FoundAreas; readonly isVisitor: boolean }) {
  const { t } = useTranslation("layout");
  const { words, areas, isCut } = found;
  return (
    <Stack gap="sm">
      {areas.length === 0 ? (
        <>
          <Text fw={650}>{t("home.foundNone", { words })}</Text>
          <Text c="dimmed">{t("home.foundNoneWhat")}</Text>
        </>
      ) : (
        <>
          <Title order={2} size="h4">
            {t("home.found", { words })}
          </Title>
          <List spacing="xs" listStyleType="none">
            {areas.map(({ code, name, within }) => (
              <List.Item key={code}>
                <Anchor component={Link} to={`/plan?inside=${code}#areas`} size="lg">
                  {name}
                </Anchor>{" "}
                <Text span size="sm" c="dimmed">
                  {within}
                </Text>
              </List.Item>
            ))}
          </List>
          {isCut && <Text c="dimmed">{t("home.foundMost", { most: areas.length })}</Text>}
        </>
      )}
      <Text size="sm">
        <Anchor component={Link} to={`/plan/facilities?q=${encodeURIComponent(words)}`}>
          {t("home.facilitiesNamed", { words })}
        </Anchor>
        {isVisitor && (
          <Text span c="dimmed">
            {" · "}
            {t("home.afterSignIn")}
          </Text>
        )}
      </Text>
    </Stack>
  );
}
