"""Why a person must look. A doubt is a name, never a score; "certain" means that there are none."""

from __future__ import annotations

import enum


class Doubt(enum.Enum):
    """Reasons that stop a mail or a decision from being accepted without a person.

    The value is the word used in `registrator explain --json`, in the register and in counts; the Swedish sentence
    that staff read stands in `domain.swedish`.
    """

    # the sender
    NOT_AUTHENTICATED = "not_authenticated"  # no Authentication-Results of ours, or one without a DMARC verdict
    AUTHENTICATION_FAILED = "authentication_failed"  # our server says dmarc=fail
    SENDER_NOT_MUNICIPALITY = "sender_not_municipality"  # gmail.com, a vendor, a scanner's own domain
    SENDER_DIFFERS = "sender_differs"  # the document names Solna, the authentic sender is Täby
    LOOKALIKE_SENDER = "lookalike_sender"  # botkyrka-kommun.com, or the display name shows another address
    OUTSIDE_COUNTY = "outside_county"  # Knivsta lies in Uppsala county
    SENDER_RESERVES = "sender_reserves"  # "beslutet är överklagat" in the mail beside a clear extract, or on it
    FORWARDED = "forwarded"  # what a forwarder says of an inner sender is a claim only

    # the documents
    NO_DOCUMENT = "no_document"  # "vi har antagit rekommendationen" in the mail, no extract
    DOCUMENT_UNREADABLE = "document_unreadable"  # truncated, crashed the reader, ran out of time
    DOCUMENT_LOCKED = "document_locked"  # needs a password
    NO_TEXT = "no_text"  # a scan, and no OCR gave text
    TEXT_UNCERTAIN = "text_uncertain"  # engines disagree, bad hidden text layer, low OCR confidence
    DOCUMENT_CUT = "document_cut"  # more pages or characters than the limit
    SIGNATURE_BROKEN = "signature_broken"  # a signed PDF was altered after it was signed
    UNSUPPORTED_FORMAT = "unsupported_format"  # an attachment that may be an answer but has no reader
    MAIL_DAMAGED = "mail_damaged"  # the MIME structure is broken

    # what it answers
    NO_RECOMMENDATION = "no_recommendation"  # nothing in it answers one that we know
    RECOMMENDATION_UNCERTAIN = "recommendation_uncertain"  # two candidates, or a title alone that only resembles
    SEVERAL_RECOMMENDATIONS = "several_recommendations"  # one mail answers two of them
    SEVERAL_PARAGRAFER = "several_paragrafer"  # two paragrafer answer the same recommendation
    OTHER_ORGANISATION = "other_organisation"  # SKL's or SKR's recommendation, not ours
    NOT_ADDRESSEE = "not_addressee"  # the recommendation was not addressed to this municipality
    SUPERSEDED = "superseded"  # a later recommendation has taken this one's place
    BEFORE_RECOMMENDATION = "before_recommendation"  # decided before the recommendation existed

    # who
    MUNICIPALITY_UNKNOWN = "municipality_unknown"  # the document names none
    MUNICIPALITY_UNCERTAIN = "municipality_uncertain"  # it names two that could have decided

    # what was decided
    NO_DECISION = "no_decision"  # a memorandum, agenda or party proposal; or minutes without a decision part
    OUTCOME_UNCLEAR = "outcome_unclear"  # no phrase we know, or two that clash
    DECIDED_BY_REFERENCE = "decided_by_reference"  # "enligt förslaget", and the proposal is not in the document
    CONDITIONS = "conditions"  # adopted with a condition or an addition
    OTHER_DATES = "other_dates"  # from or until another day than the recommendation's own, or one that is not known
    WORDS_NOT_KNOWN = "words_not_known"  # the decision holds words that could limit it
    PARTLY = "partly"  # different answers per point
    TAKES_NO_STAND = "takes_no_stand"  # noted, or answered with a statement
    BODY_UNKNOWN = "body_unknown"  # nobody can be shown to have decided
    COMMITTEE_DECISION = "committee_decision"  # a nämnd decided for itself
    DELEGATED_DECISION = "delegated_decision"  # a delegation must be shown to exist
    NOT_FINAL = "not_final"  # subject to another body's decision, in a way that a person should see
    NOT_ADJUSTED = "not_adjusted"  # the minutes are not yet justerade
    DATE_UNKNOWN = "date_unknown"  # no meeting date, or two
    PARAGRAF_UNKNOWN = "paragraf_unknown"  # no paragraf number

    # beside what is already registered
    CORRECTION = "correction"  # a rättelse of an earlier answer
    CONTRADICTS = "contradicts"  # an earlier final answer said otherwise, or two documents in the mail do
    SAME_MESSAGE_ID = "same_message_id"  # another mail with the same Message-ID but other content

    # the machine
    READER_FAILED = "reader_failed"  # reading the mail failed three times
    MAIL_WITHHELD = "mail_withheld"  # Exchange gave a note of its own in the place of the mail
