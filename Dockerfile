# One image for pages, jobs, migrations and backups; which of them a container is, QUARTERHOUR_RUNS and its command say.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM ${NODE_IMAGE} AS run
LABEL org.opencontainers.image.title="Quarterhour 一刻钟" org.opencontainers.image.licenses="Apache-2.0"
# Its number is told to whoever prepares folders and secrets outside. npm is for building: what it could be used for is gone.
RUN groupadd --gid 10001 quarterhour \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin quarterhour \
  && install --directory --owner=10001 --group=10001 --mode=0700 /data /keys /backups \
  && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack
WORKDIR /app
# Root's, so that the program cannot rewrite itself.
COPY --from=build /app /app
USER 10001:10001
ENV NODE_ENV=production QUARTERHOUR_MODE=production QUARTERHOUR_DATA=/data HOST=0.0.0.0 PORT=3000
VOLUME ["/data"]
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=120s --start-interval=2s --retries=3 CMD ["node", "scripts/ask-ready.mjs", "--path", "/healthz"]
CMD ["node", "scripts/start.mjs"]
