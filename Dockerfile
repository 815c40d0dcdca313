# One image for the web process, its jobs and, in demo mode, the embedded PostgreSQL.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
RUN useradd --system --create-home --uid 10001 quarterhour && mkdir /data && chown quarterhour /data
WORKDIR /app
COPY --from=build --chown=root:root /app /app
USER quarterhour
ENV QUARTERHOUR_DATA=/data HOST=0.0.0.0 PORT=3000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --start-period=120s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/start.mjs"]
