export const SERVE_SUMMARY = 'the desk without a window, worked over its local API';

export const SERVE_HELP = `Usage: kitedesk serve [--mode demo|paper|live] [--data DIR] [--port N] [options]

Runs the desk in plain Node: the same engine, strategies and rules as behind the window. When it is ready it prints one line of
JSON: {"kind":"ready","url":…,"tokenFile":…,"mode":…,"waitsFor":…,"pid":…}. SIGTERM or SIGINT end it cleanly: positions stay open at
the broker, and nothing watches their stops until a desk runs again.

  --mode MODE         demo (a recorded market), paper (Kite's prices, simulated orders) or live; usually demo.
                      Live has to be armed, each start: POST /arm {"confirmation":"LIVE"}
  --data DIR          its data folder, which no other KiteDesk may have open; usually ./kitedesk-data
  --port N            of the API; 0 takes a free one; usually 5000
  --host ADDRESS      where the API listens; usually 127.0.0.1, this computer alone. On another address everybody in that
                      network can try it: put a VPN or an SSH tunnel in front instead
  --token-file FILE   where the API's token is written, readable by you alone; usually DIR/api-token
  --day DATE          recorded day of the demo, yyyy-mm-dd
  --speed N           pace of the demo, 1 to 60
  --exchange URL      a demo exchange that runs already
  -h, --help          this text

Secrets: plain Node has no keychain, so what is kept in DIR/secrets.json is protected by its file rights (0600) alone. Those that
are given in the environment are never written: KITEDESK_API_SECRET and KITEDESK_ACCESS_TOKEN (Kite), KITEDESK_API_TOKEN and
KITEDESK_WEBHOOK_SECRET (this API). The Kite API key is a setting: edit DIR/settings.json, or attach the desktop.
Log in with POST /generate_token {"request_token":…}.`;
