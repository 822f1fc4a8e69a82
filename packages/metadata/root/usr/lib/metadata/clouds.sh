# shellcheck shell=sh
# The clouds: from_NAME sets $provider if its server answers, and writes what it says. The files are LinuxKit's.

: "${config:=/run/config}" "${answer_file:=/tmp/metadata}"
link_local=http://169.254.169.254

# What the firmware says about the maker of the machine.
firmware_names() {
    dmi=/sys/class/dmi/id
    case $(cat $dmi/sys_vendor $dmi/bios_vendor $dmi/product_name $dmi/chassis_asset_tag 2> /dev/null | tr '\n' ' ') in
        *'Amazon EC2'*) echo aws ;;
        *Google*) echo gcp ;;
        *7783-7084-3265-9085-8269-3286-77*) echo azure ;;
        *Hetzner*) echo hetzner ;;
        *DigitalOcean*) echo digitalocean ;;
        *Vultr*) echo vultr ;;
        *Scaleway*) echo scaleway ;;
        *OpenStack*) echo openstack ;;
        *Packet* | *Equinix*) echo equinixmetal ;;
    esac
}

# found NAME: for a server that answered.
found() {
    # shellcheck disable=SC2034 # for bin/metadata
    provider=$1
}

# keep_answer FILE URL [HEADER]: what a server says about one thing, if it does.
keep_answer() {
    file=$1
    shift
    ! answer=$(ask "$@") || keep "$file" 0644 "$answer"
}

# keep_user_data URL [HEADER]
keep_user_data() {
    if ask "$@" > "$answer_file.user" && [ -s "$answer_file.user" ]; then
        keep_input userdata 0644 < "$answer_file.user"
    fi
    rm -f "$answer_file.user"
}

# keep_each BASE HEADER FILE=PATH...
keep_each() {
    base=$1 header=$2
    shift 2
    for pair in "$@"; do
        keep_answer "${pair%%=*}" "$base/${pair#*=}" "$header"
    done
}

# keep_json_each JSON FILE=FILTER...
keep_json_each() {
    json=$1
    shift
    for pair in "$@"; do
        keep "${pair%%=*}" 0644 "$(json_text "$json" "${pair#*=}")"
    done
}

# json_text JSON FILTER: nothing where JSON has nothing.
json_text() {
    printf '%s' "$1" | jq -r "$2 | strings" 2> /dev/null
}

# Version 2 of the service: a token first, which is asked for with PUT. A cloud that is only like AWS may know none.
from_aws() {
    token=$(send 169.254.169.254 '' 'PUT /latest/api/token HTTP/1.0' 'X-aws-ec2-metadata-token-ttl-seconds: 300' 'Content-Length: 0')
    case $token in
        *[!A-Za-z0-9_=-]* | '') header='' ;;
        *) header="X-aws-ec2-metadata-token: $token" ;;
    esac
    meta=$link_local/latest/meta-data
    name=$(ask $meta/hostname "$header") || return
    found AWS
    keep_hostname "$name"
    keep_each $meta "$header" public_ipv4=public-ipv4 local_ipv4=local-ipv4 \
        availability_zone=placement/availability-zone instance_type=instance-type instance_id=instance-id \
        local_hostname=local-hostname
    ! keys=$(ask $meta/public-keys/0/openssh-key "$header") || keep_keys "$keys"
    keep_user_data $link_local/latest/user-data "$header"
}

from_gcp() {
    google='Metadata-Flavor: Google'
    meta=http://metadata.google.internal/computeMetadata/v1
    # By its address the service is there before any name is.
    [ -n "$address" ] || meta=$link_local/computeMetadata/v1
    name=$(ask $meta/instance/hostname "$google") || return
    found GCP
    keep_hostname "$name"
    keep_answer instance_id $meta/instance/id "$google"
    keep_answer public_ipv4 $meta/instance/network-interfaces/0/access-configs/0/external-ip "$google"
    keep_answer local_ipv4 $meta/instance/network-interfaces/0/ip "$google"
    # A path: projects/1234/zones/europe-west1-b.
    ! zone=$(ask $meta/instance/zone "$google") || keep availability_zone 0644 "${zone##*/}"
    ! type=$(ask $meta/instance/machine-type "$google") || keep instance_type 0644 "${type##*/}"
    # Lines of user:key; the project's keys count unless the instance says otherwise.
    keys=$(ask $meta/instance/attributes/ssh-keys "$google")
    [ "$(ask $meta/instance/attributes/block-project-ssh-keys "$google" | tr '[:upper:]' '[:lower:]')" = true ] ||
        keys="$keys
$(ask $meta/project/attributes/ssh-keys "$google")"
    keep_keys "$(printf '%s\n' "$keys" | sed -n 's/^[^: ]*://p')"
    keep_user_data $meta/instance/attributes/user-data "$google"
}

from_azure() {
    meta=$link_local/metadata/instance version='api-version=2021-02-01'
    json=$(ask "$meta?$version" 'Metadata: true') || return
    [ -n "$(json_text "$json" .compute.vmId)" ] || return
    found Azure
    keep_hostname "$(json_text "$json" '.compute.osProfile.computerName // .compute.name')"
    keep_json_each "$json" instance_id=.compute.vmId instance_type=.compute.vmSize region=.compute.location \
        availability_zone=.compute.zone \
        local_ipv4='.network.interface[0].ipv4.ipAddress[0].privateIpAddress' \
        public_ipv4='.network.interface[0].ipv4.ipAddress[0].publicIpAddress'
    keep_keys "$(json_text "$json" '.compute.publicKeys[]?.keyData' | tr -d '\r' | sed '/^$/d')"
    ! data=$(ask "$meta/compute/userData?api-version=2021-01-01&format=text" 'Metadata: true') || [ -z "$data" ] ||
        printf '%s' "$data" | base64 -d | keep_input userdata 0644
}

from_openstack() {
    json=$(ask $link_local/openstack/latest/meta_data.json) || return
    [ -n "$(json_text "$json" .uuid)" ] || return
    found openstack
    keep_openstack "$json"
    keep_each $link_local/latest/meta-data '' public_ipv4=public-ipv4 local_ipv4=local-ipv4 instance_type=instance-type \
        local_hostname=local-hostname
    keep_user_data $link_local/openstack/latest/user_data
}

# keep_openstack JSON: also what a config drive has.
keep_openstack() {
    keep_hostname "$(json_text "$1" '.hostname // .name')"
    keep_json_each "$1" instance_id=.uuid availability_zone=.availability_zone
    keep_keys "$(json_text "$1" '.public_keys[]?' | sed '/^$/d')"
}

from_hetzner() {
    meta=$link_local/hetzner/v1/metadata
    name=$(ask $meta/hostname) || return
    found Hetzner
    keep_hostname "$name"
    keep_each $meta '' public_ipv4=public-ipv4 local_ipv4=local-ipv4 instance_id=instance-id \
        availability_zone=availability-zone region=region
    # A list in JSON.
    ! keys=$(ask $meta/public-keys) || keep_keys "$(json_text "$keys" '.[]')"
    keep_user_data $link_local/hetzner/v1/userdata
}

from_digitalocean() {
    meta=$link_local/metadata/v1
    name=$(ask $meta/hostname) || return
    found DigitalOcean
    keep_hostname "$name"
    keep_each $meta '' public_ipv4=interfaces/public/0/ipv4/address private_ipv4=interfaces/private/0/ipv4/address \
        region=region id=id
    ! keys=$(ask $meta/public-keys) || keep_keys "$keys"
    keep_user_data $meta/user-data
}

from_vultr() {
    meta=$link_local/v1
    name=$(ask $meta/hostname) || return
    found Vultr
    keep_hostname "$name"
    keep_each $meta '' public_ipv4=interfaces/0/ipv4/address private_ipv4=interfaces/1/ipv4/address \
        private_netmask=interfaces/1/ipv4/netmask region_code=region/regioncode instance_id=instanceid
    ! keys=$(ask $meta/public-keys) || keep_keys "$keys"
    keep_user_data $link_local/latest/user-data
}

from_scaleway() {
    json=$(ask http://169.254.42.42/conf?format=json) || return
    [ -n "$(json_text "$json" .id)" ] || return
    found Scaleway
    keep_hostname "$(json_text "$json" .hostname)"
    keep_json_each "$json" instance_id=.id instance_location=.location.zone_id public_ip=.public_ip.address \
        private_ip=.private_ip
    keep_keys "$(json_text "$json" '.ssh_public_keys[]?.key' | sed '/^$/d')"
    # User data only for root, which is whoever has a port below 1024.
    for ours in 1023 1022 1021; do
        [ -z "$address" ] || ours=''
        if send 169.254.42.42 "$ours" 'GET /user_data/cloud-init HTTP/1.0' > "$answer_file.user" && [ -s "$answer_file.user" ]; then
            keep_input userdata 0644 < "$answer_file.user"
            break
        fi
    done
    rm -f "$answer_file.user"
}

# The network is what DHCP says; LinuxKit builds the bond that this service describes.
from_equinixmetal() {
    json=$(ask https://metadata.platformequinix.com/metadata) || return
    [ -n "$(json_text "$json" .id)" ] || return
    found EquinixMetal
    keep_hostname "$(json_text "$json" .hostname)"
    keep_json_each "$json" instance_id=.id instance_type=.plan region=.facility \
        public_ipv4='[.network.addresses[]? | select(.public and .address_family == 4)][0].address' \
        private_ipv4='[.network.addresses[]? | select((.public | not) and .address_family == 4)][0].address'
    keep_keys "$(json_text "$json" '.ssh_keys[]?')"
    keep_user_data https://metadata.platformequinix.com/userdata
    # The script that the machine was booted with, and nobody's data.
    [ "$(head -c 6 "$config/userdata" 2> /dev/null)" != '#!ipxe' ] || rm -f "$config/userdata"
}

from_metaldata() {
    meta=http://metaldata/get/meta
    name=$(ask $meta/hostname) || return
    found Metaldata
    keep_hostname "$name"
    keep_each $meta '' public_ipv4=public-ipv4 private_ipv4=private-ipv4 failure_domain=failure-domain \
        machine_id=machine-id machine_type=machine-type
    ! keys=$(ask $meta/authorized-keys) || keep_keys "$keys"
    keep_user_data http://metaldata/get/user
}
