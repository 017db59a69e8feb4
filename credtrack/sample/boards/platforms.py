"""Which class plays the host of which platform, one host for each employer?"""

from credtrack.sample.boards.adp_rm_cx import AdpRecruitingHost
from credtrack.sample.boards.adp_workforce_now import AdpHost
from credtrack.sample.boards.ashby import AshbyHost
from credtrack.sample.boards.avature import AvatureHost
from credtrack.sample.boards.board import BoardHost
from credtrack.sample.boards.cornerstone import CornerstoneHost
from credtrack.sample.boards.dayforce import DayforceHost
from credtrack.sample.boards.healthcaresource import HealthcareSourceHost
from credtrack.sample.boards.icims import IcimsHost
from credtrack.sample.boards.icims_jibe import JibeHost
from credtrack.sample.boards.jobvite import JobviteHost
from credtrack.sample.boards.jobvite_talemetry import TalemetryHost
from credtrack.sample.boards.lever import LeverHost
from credtrack.sample.boards.neogov import NeogovHost
from credtrack.sample.boards.oracle_recruiting_cloud import OracleHost
from credtrack.sample.boards.paylocity import PaylocityHost
from credtrack.sample.boards.phenom import PhenomHost
from credtrack.sample.boards.smartrecruiters import SmartRecruitersHost
from credtrack.sample.boards.successfactors import SuccessFactorsHost
from credtrack.sample.boards.talentbrew import TalentBrewHost
from credtrack.sample.boards.taleo_business_edition import TaleoBusinessHost
from credtrack.sample.boards.taleo_enterprise import TaleoEnterpriseHost
from credtrack.sample.boards.ukg_pro import UkgProHost
from credtrack.sample.boards.ukg_ready import UkgReadyHost
from credtrack.sample.boards.usajobs import UsajobsHost
from credtrack.sample.boards.usajobs_historic import UsajobsHistoricHost
from credtrack.sample.boards.workable import WorkableHost

HOSTS: dict[str, type[BoardHost]] = {
    "adp_rm_cx": AdpRecruitingHost,
    "adp_workforce_now": AdpHost,
    "ashby": AshbyHost,
    "avature": AvatureHost,
    "cornerstone": CornerstoneHost,
    "dayforce": DayforceHost,
    "healthcaresource": HealthcareSourceHost,
    "icims": IcimsHost,
    "icims_jibe": JibeHost,
    "jobvite": JobviteHost,
    "jobvite_talemetry": TalemetryHost,
    "lever": LeverHost,
    "neogov": NeogovHost,
    "oracle_recruiting_cloud": OracleHost,
    "paylocity": PaylocityHost,
    "phenom": PhenomHost,
    "smartrecruiters": SmartRecruitersHost,
    "successfactors": SuccessFactorsHost,
    "talentbrew": TalentBrewHost,
    "taleo_business_edition": TaleoBusinessHost,
    "taleo_enterprise": TaleoEnterpriseHost,
    "ukg_pro": UkgProHost,
    "ukg_ready": UkgReadyHost,
    "usajobs": UsajobsHost,
    "usajobs_historic": UsajobsHistoricHost,
    "workable": WorkableHost,
}
