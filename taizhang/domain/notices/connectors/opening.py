"""From the row of a channel to the channel."""

from taizhang.domain.notices.connectors.door import Connects
from taizhang.domain.notices.connectors.email import EmailConnector
from taizhang.domain.notices.connectors.webhook import WebhookConnector
from taizhang.domain.notices.models import Connector
from taizhang.domain.notices.models.delivery import Door
from taizhang.domain.orgs.secrets import reveal


def opened(connector: Connector) -> Connects:
    """The channel that a row describes; its secret is opened here and nowhere else."""
    if connector.door == Door.EMAIL:
        return EmailConnector()
    return WebhookConnector(connector.target, reveal(connector.secret))
