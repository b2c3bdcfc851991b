# Bellkeeper on Node 24, as a user without rights. The folder /app/data/var is what it keeps.
FROM node:24.21.0-bookworm-slim

# ffmpeg prepares recordings; playing needs none.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /app
ENV NODE_ENV=production

COPY package.json package-lock.json ./
# Node is here already, and better-sqlite3 ships what it needs: no script has to run.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY commands ./commands
COPY data ./data
COPY src ./src
RUN mkdir -p data/var && chown node:node data/var

USER node
VOLUME /app/data/var
# The health answer listens inside the container only.
ENV PORT=8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# Node itself, so that the signal to stop reaches the bot and it can tell the rooms.
CMD ["node", "--max-semi-space-size=2", "src/main.ts"]
