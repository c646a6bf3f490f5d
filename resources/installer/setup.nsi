; The Setup of the Windows program. `python3 dev.py dist --windows` builds it with these definitions:
;   VERSION, FOLDER (what PyInstaller made), OUT (the file), KB (size of the folder), COMPRESS (lzma, zlib).
;
; Setup.exe [/S] [/AllUsers | /CurrentUser] [/DAILY=FOLDER] [/D=FOLDER]
;   /S        no questions; whatever stops it stands in %TEMP%\counter-app-setup.txt, exit code 2
;   /DAILY=   every working day at 17:15 copy the data and write the exchange file into FOLDER
; office.toml beside the Setup makes the office at the first start of the program.
;
; uninstall.exe [/S] [/DELETEDATA]

Target amd64-unicode
Unicode true
!if "${COMPRESS}" == "lzma"
  SetCompressor /SOLID lzma
!else
  SetCompressor ${COMPRESS}
!endif

!define NAME "Quầy Một cửa"
!define ID "counter-app"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define CLASS "counter-app.hsb"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "${ID}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\${ID}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallDir"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\${ID}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallDir"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh
!include WordFunc.nsh
!include x64.nsh
!include WinVer.nsh

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
ManifestSupportedOS Win10
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} - Setup"
VIAddVersionKey LegalCopyright "counter-app"

Var Home          ; the data of this installation
Var Daily         ; folder of the daily copy, "" for none
Var DailyField
Var Sentence      ; why it cannot go on

!define MUI_ICON "..\icons\app.ico"
!define MUI_UNICON "..\icons\app.ico"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
Page custom AskDaily KeepDaily
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\counter-app.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL
!include "sentences.nsh"

!macro Refuse text
  StrCpy $Sentence "${text}"
  Call Refuse
!macroend

Function KeepSentence
  FileOpen $R9 "$TEMP\counter-app-setup.txt" w
  FileWriteUTF16LE /BOM $R9 "$Sentence$\r$\n"
  FileClose $R9
FunctionEnd

Function Refuse
  Call KeepSentence
  MessageBox MB_OK|MB_ICONSTOP "$Sentence" /SD IDOK
  SetErrorLevel 2
  Abort "$Sentence"
FunctionEnd

!macro FindHome
  ${If} $MultiUser.InstallMode == "AllUsers"
    SetShellVarContext all
    StrCpy $Home "$APPDATA\${ID}"
  ${Else}
    SetShellVarContext current
    StrCpy $Home "$LOCALAPPDATA\${ID}"
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro Refuse "$(OLD_WINDOWS)"
    Quit
  ${EndIf}
  SetRegView 64
  !insertmacro MULTIUSER_INIT
  StrCpy $LANGUAGE ${LANG_VIETNAMESE} ; as the program, whatever language Windows has
  ${IfNot} ${Silent}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DAILY=" $Daily
  ${If} ${Errors}
    StrCpy $Daily ""
    ClearErrors
    ${WordFind} $0 '"/DAILY=' "E+1}" $1 ; the whole option in quotation marks
    ${IfNot} ${Errors}
      ${WordFind} $1 '"' "+1{" $Daily
    ${EndIf}
  ${EndIf}
FunctionEnd

Function AskDaily
  !insertmacro MUI_HEADER_TEXT "$(DAILY_TITLE)" "$(DAILY_WHAT)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 40u "$(DAILY_WORDS)"
  Pop $0
  ${NSD_CreateDirRequest} 0 46u 78% 13u "$Daily"
  Pop $DailyField
  ${NSD_CreateBrowseButton} 80% 45u 20% 15u "$(DAILY_CHOOSE)"
  Pop $0
  ${NSD_OnClick} $0 ChooseDaily
  nsDialogs::Show
FunctionEnd

Function ChooseDaily
  Pop $0
  nsDialogs::SelectFolderDialog "$(DAILY_TITLE)" ""
  Pop $0
  ${If} $0 != error
    ${NSD_SetText} $DailyField $0
  ${EndIf}
FunctionEnd

Function KeepDaily
  ${NSD_GetText} $DailyField $Daily
FunctionEnd

; A program that is running cannot be written to.
Function RefuseRunning
  ${If} ${FileExists} "$INSTDIR\counter-app.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\counter-app.exe" a
    ${If} ${Errors}
      !insertmacro Refuse "$(RUNNING)"
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd

; An older Setup does not go over a newer program: its database would not be read.
Function RefuseOlder
  ReadRegStr $0 SHCTX "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro Refuse "$(NEWER_THERE)"
    ${EndIf}
  ${EndIf}
FunctionEnd

; The program that is there copies its data and reads the copy back, before anything is changed.
Function CopyData
  ${If} ${FileExists} "$INSTDIR\counter-cli.exe"
  ${AndIf} ${FileExists} "$Home\counter.sqlite3"
    DetailPrint "$(COPYING)"
    CreateDirectory "$Home\backups\setup"
    nsExec::ExecToStack '"$INSTDIR\counter-cli.exe" --home "$Home" backup --to "$Home\backups\setup"'
    Pop $0
    Pop $1
    ${If} $0 != 0
      !insertmacro Refuse "$(NOT_COPIED)" ; what it said is in no code page that this Setup reads
    ${EndIf}
  ${EndIf}
FunctionEnd

; The new program lies beside the old one until it is whole: both must have room.
Function RefuseFull
  ${GetRoot} "$INSTDIR" $0
  ClearErrors
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r1, *l .r2, *l .r3) i .r4'
  ${If} $4 <> 0
    System::Int64Op $1 / 1024
    Pop $1
    IntOp $2 ${KB} + 20480
    System::Int64Op $1 < $2
    Pop $3
    ${If} $3 = 1
      !insertmacro Refuse "$(FULL)"
    ${EndIf}
  ${EndIf}
FunctionEnd

; Whatever stopped it, what was there stays; a disk that fills up is stopped by NSIS itself.
Function .onInstFailed
  ${If} $Sentence == ""
    StrCpy $Sentence "$(NOT_WRITTEN)"
    Call KeepSentence
  ${EndIf}
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\new"
  RMDir "$INSTDIR"
  SetErrorLevel 2
FunctionEnd

; Changes places part by part; what does not move is moved back.
!macro Exchange part
  ${If} ${FileExists} "$INSTDIR\${part}"
    ClearErrors
    Rename "$INSTDIR\${part}" "$INSTDIR\old\${part}"
    IfErrors undo
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR\new\${part}" "$INSTDIR\${part}"
  IfErrors undo
!macroend

!macro BringBack part
  ${If} ${FileExists} "$INSTDIR\old\${part}"
    RMDir /r "$INSTDIR\${part}"
    Delete "$INSTDIR\${part}"
    Rename "$INSTDIR\old\${part}" "$INSTDIR\${part}"
  ${EndIf}
!macroend

Function ChangePlaces
  SetOutPath "$TEMP"
  CreateDirectory "$INSTDIR\old"
  !insertmacro Exchange "_internal"
  !insertmacro Exchange "counter-cli.exe"
  !insertmacro Exchange "counter-app.exe"
  RMDir /r "$INSTDIR\old"
  RMDir /r "$INSTDIR\new"
  Return
  undo:
  !insertmacro BringBack "_internal"
  !insertmacro BringBack "counter-cli.exe"
  !insertmacro BringBack "counter-app.exe"
  RMDir /r "$INSTDIR\old"
  !insertmacro Refuse "$(NOT_EXCHANGED)"
FunctionEnd

; The task of Windows: on working days at 17:15, or as soon as the PC is on again.
!macro ForXml variable path
  ${WordReplace} "${path}" "&" "&amp;" "+" ${variable}
!macroend

Function MakeTask
  !insertmacro ForXml $3 $INSTDIR
  !insertmacro ForXml $4 $Home
  !insertmacro ForXml $5 $Daily
  FileOpen $0 "$TEMP\counter-app-task.xml" w
  FileWriteUTF16LE /BOM $0 '<?xml version="1.0" encoding="UTF-16"?>$\r$\n'
  FileWriteUTF16LE $0 '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">'
  FileWriteUTF16LE $0 '<RegistrationInfo><Description>$(DAILY_TITLE)</Description></RegistrationInfo>'
  FileWriteUTF16LE $0 '<Triggers><CalendarTrigger><StartBoundary>2026-01-01T17:15:00</StartBoundary>'
  FileWriteUTF16LE $0 '<Enabled>true</Enabled><ScheduleByWeek><DaysOfWeek><Monday/><Tuesday/><Wednesday/>'
  FileWriteUTF16LE $0 '<Thursday/><Friday/><Saturday/></DaysOfWeek><WeeksInterval>1</WeeksInterval>'
  FileWriteUTF16LE $0 '</ScheduleByWeek></CalendarTrigger></Triggers>'
  ${If} $MultiUser.InstallMode == "AllUsers"
    FileWriteUTF16LE $0 '<Principals><Principal id="Author"><GroupId>S-1-5-32-545</GroupId></Principal></Principals>'
  ${Else}
    FileWriteUTF16LE $0 '<Principals><Principal id="Author"><LogonType>InteractiveToken</LogonType></Principal></Principals>'
  ${EndIf}
  FileWriteUTF16LE $0 '<Settings><StartWhenAvailable>true</StartWhenAvailable><Enabled>true</Enabled>'
  FileWriteUTF16LE $0 '<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>'
  FileWriteUTF16LE $0 '<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries></Settings><Actions Context="Author">'
  FileWriteUTF16LE $0 '<Exec><Command>$3\counter-cli.exe</Command><Arguments>--home "$4" backup --to "$5"</Arguments></Exec>'
  FileWriteUTF16LE $0 '<Exec><Command>$3\counter-cli.exe</Command><Arguments>--home "$4" export --to "$5"</Arguments></Exec>'
  FileWriteUTF16LE $0 '</Actions></Task>'
  FileClose $0
  nsExec::ExecToStack 'schtasks.exe /Create /F /TN "${ID} daily" /XML "$TEMP\counter-app-task.xml"'
  Pop $1
  Pop $2
  Delete "$TEMP\counter-app-task.xml"
  ${If} $1 != 0
    DetailPrint "$(NO_TASK) $2"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NO_TASK) $2" /SD IDOK
  ${EndIf}
FunctionEnd

Section
  !insertmacro FindHome
  Delete "$TEMP\counter-app-setup.txt"
  Call RefuseRunning
  Call RefuseOlder
  CreateDirectory "$INSTDIR"
  Call RefuseFull
  Call CopyData
  RMDir /r "$INSTDIR\new"
  ClearErrors
  SetOutPath "$INSTDIR\new"
  File /r "${FOLDER}\*"
  ${If} ${Errors}
    !insertmacro Refuse "$(NOT_WRITTEN)"
  ${EndIf}
  Call ChangePlaces
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} $MultiUser.InstallMode == "AllUsers"
    FileOpen $0 "$INSTDIR\for-all-users" w ; tells the program where its data is
    FileClose $0
    CreateDirectory "$Home"
    nsExec::Exec 'icacls.exe "$Home" /grant *S-1-5-32-545:(OI)(CI)M'
    Pop $0
  ${EndIf}
  ${If} ${FileExists} "$EXEDIR\office.toml"
  ${AndIfNot} ${FileExists} "$Home\counter.sqlite3"
    CreateDirectory "$Home"
    CopyFiles /SILENT "$EXEDIR\office.toml" "$Home\office.toml"
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\counter-app.exe"
  WriteRegStr SHCTX "Software\${ID}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "Software\Classes\.hsb" "" "${CLASS}"
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "" "$(BUNDLE)"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\counter-app.exe,0"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\counter-app.exe" "%1"'
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\counter-app.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "counter-app"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${KB}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${If} $Daily != ""
    CreateDirectory "$Daily"
    Call MakeTask
  ${EndIf}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Function un.onInit
  SetRegView 64
  StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  !insertmacro MULTIUSER_UNINIT
  ${If} ${FileExists} "$INSTDIR\for-all-users"
    Call un.MultiUser.InstallMode.AllUsers
  ${Else}
    Call un.MultiUser.InstallMode.CurrentUser
  ${EndIf}
FunctionEnd

Section Uninstall
  !insertmacro FindHome
  ClearErrors
  FileOpen $0 "$INSTDIR\counter-app.exe" a
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
    SetErrorLevel 2
    Abort "$(RUNNING)"
  ${EndIf}
  FileClose $0
  StrCpy $1 no
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DELETEDATA" $2
  ${IfNot} ${Errors}
    StrCpy $1 yes
  ${ElseIfNot} ${Silent}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DELETE_DATA)" IDNO keep
    StrCpy $1 yes
    keep:
  ${EndIf}
  nsExec::Exec 'schtasks.exe /Delete /F /TN "${ID} daily"'
  Pop $0
  Delete "$SMPROGRAMS\${NAME}.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\counter-app.exe"
  Delete "$INSTDIR\counter-cli.exe"
  Delete "$INSTDIR\for-all-users"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "Software\Classes\${CLASS}"
  ReadRegStr $0 SHCTX "Software\Classes\.hsb" ""
  ${If} $0 == "${CLASS}"
    DeleteRegKey SHCTX "Software\Classes\.hsb"
  ${EndIf}
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\${ID}"
  ${If} $1 == yes
    RMDir /r "$Home"
  ${EndIf}
SectionEnd
