"""Delivery reports as servers write them, for tests."""

from __future__ import annotations

OURS = "<0123456789abcdef0123456789abcdef@ksl.se>"
READER = "kansliet@samverkan.example"

COPY = f"""From: Registrator KSL <registrator@ksl.se>
To: {READER}
Subject: Botkyrka har antagit
Message-ID: {OURS}
Content-Type: text/plain; charset=utf-8

Botkyrka har antagit.
"""


def report(
    *,
    action: str = "failed",
    status: str = "5.1.1",
    recipient: str = READER,
    message_id: str = OURS,
    enclosed: str = "message/rfc822",
    copy: str = COPY,
    more: str = "",
) -> bytes:
    """As Postfix writes it."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.samverkan.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: registrator@ksl.se
Auto-Submitted: auto-replied
MIME-Version: 1.0
Message-Id: <20261123081500.1234@mx.samverkan.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="gräns"

--gräns
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.samverkan.example.
I'm sorry to have to inform you that your message could not be delivered.

--gräns
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.samverkan.example
X-Postfix-Queue-ID: 4F1A2
Arrival-Date: Mon, 23 Nov 2026 09:15:00 +0100 (CET)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.samverkan.example
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: Recipient address
    rejected: User unknown

--gräns
Content-Type: {enclosed}

{copy.replace(OURS, message_id)}
{more}--gräns--
""".replace("\n", "\r\n").encode()


QMAIL = f"""Return-Path: <>
From: MAILER-DAEMON@mail.samverkan.example
To: registrator@ksl.se
Subject: failure notice

Hi. This is the qmail-send program at mail.samverkan.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<{READER}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <registrator@ksl.se>
From: Registrator KSL <registrator@ksl.se>
To: {READER}
Message-ID: {OURS}

Botkyrka har antagit.
""".encode()

EXIM = f"""Return-Path: <>
X-Failed-Recipients: {READER}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.samverkan.example>
To: registrator@ksl.se
References: {OURS}
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {READER}
    host mail.samverkan.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<{READER}>:
    550 No such user here
""".encode()
