package dev.slipway.archive.disk;

import java.util.Locale;

/**
 * The description in an OVA. Its form is that which vSphere, Workstation and VirtualBox all import: version 1, a SCSI controller and a
 * network card of VMware's own kind, for which Debian's kernel has the drivers.
 *
 * @param file with the disk
 * @param fileSize its bytes
 * @param capacity bytes of the disk
 * @param memory of the machine, in MiB
 */
record OvfDescription(String file, long fileSize, long capacity, long memory) {
    // Not in the text block: the reader of Maven's plugin descriptor takes two slashes there for a comment.
    private static final String DMTF = "http://schemas.dmtf.org/";
    private static final String VMWARE = "http://www.vmware.com/";

    String text() {
        return String.format(
                Locale.ROOT,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Envelope xmlns="%5$sovf/envelope/1" xmlns:ovf="%5$sovf/envelope/1"
                    xmlns:rasd="%5$swbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
                    xmlns:vmw="%6$sschema/ovf"
                    xmlns:vssd="%5$swbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData">
                  <References>
                    <File ovf:href="%1$s" ovf:id="file1" ovf:size="%2$d"/>
                  </References>
                  <DiskSection>
                    <Info>Virtual disks</Info>
                    <Disk ovf:capacity="%3$d" ovf:capacityAllocationUnits="byte" ovf:diskId="vmdisk1" ovf:fileRef="file1"
                        ovf:format="%6$sinterfaces/specifications/vmdk.html#streamOptimized"/>
                  </DiskSection>
                  <NetworkSection>
                    <Info>Networks</Info>
                    <Network ovf:name="VM Network">
                      <Description>VM Network</Description>
                    </Network>
                  </NetworkSection>
                  <VirtualSystem ovf:id="slipway">
                    <Info>A virtual machine</Info>
                    <Name>slipway</Name>
                    <OperatingSystemSection ovf:id="101" vmw:osType="other5xLinux64Guest">
                      <Info>The guest operating system</Info>
                    </OperatingSystemSection>
                    <VirtualHardwareSection>
                      <Info>Virtual hardware</Info>
                      <System>
                        <vssd:ElementName>Virtual Hardware Family</vssd:ElementName>
                        <vssd:InstanceID>0</vssd:InstanceID>
                        <vssd:VirtualSystemIdentifier>slipway</vssd:VirtualSystemIdentifier>
                        <vssd:VirtualSystemType>vmx-13</vssd:VirtualSystemType>
                      </System>
                      <Item>
                        <rasd:AllocationUnits>hertz * 10^6</rasd:AllocationUnits>
                        <rasd:ElementName>1 virtual CPU</rasd:ElementName>
                        <rasd:InstanceID>1</rasd:InstanceID>
                        <rasd:ResourceType>3</rasd:ResourceType>
                        <rasd:VirtualQuantity>1</rasd:VirtualQuantity>
                      </Item>
                      <Item>
                        <rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits>
                        <rasd:ElementName>%4$d MB of memory</rasd:ElementName>
                        <rasd:InstanceID>2</rasd:InstanceID>
                        <rasd:ResourceType>4</rasd:ResourceType>
                        <rasd:VirtualQuantity>%4$d</rasd:VirtualQuantity>
                      </Item>
                      <Item>
                        <rasd:Address>0</rasd:Address>
                        <rasd:ElementName>SCSI controller 0</rasd:ElementName>
                        <rasd:InstanceID>3</rasd:InstanceID>
                        <rasd:ResourceSubType>VirtualSCSI</rasd:ResourceSubType>
                        <rasd:ResourceType>6</rasd:ResourceType>
                      </Item>
                      <Item>
                        <rasd:AddressOnParent>0</rasd:AddressOnParent>
                        <rasd:ElementName>Hard disk 1</rasd:ElementName>
                        <rasd:HostResource>ovf:/disk/vmdisk1</rasd:HostResource>
                        <rasd:InstanceID>4</rasd:InstanceID>
                        <rasd:Parent>3</rasd:Parent>
                        <rasd:ResourceType>17</rasd:ResourceType>
                      </Item>
                      <Item>
                        <rasd:AddressOnParent>7</rasd:AddressOnParent>
                        <rasd:AutomaticAllocation>true</rasd:AutomaticAllocation>
                        <rasd:Connection>VM Network</rasd:Connection>
                        <rasd:ElementName>Network adapter 1</rasd:ElementName>
                        <rasd:InstanceID>5</rasd:InstanceID>
                        <rasd:ResourceSubType>VmxNet3</rasd:ResourceSubType>
                        <rasd:ResourceType>10</rasd:ResourceType>
                      </Item>
                    </VirtualHardwareSection>
                  </VirtualSystem>
                </Envelope>
                """,
                file,
                fileSize,
                capacity,
                memory,
                DMTF,
                VMWARE);
    }
}
